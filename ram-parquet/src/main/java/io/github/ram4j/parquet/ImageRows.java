package io.github.ram4j.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The finished images of a catalogue's folders, those that failed too, one after the other. */
final class ImageRows implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final Catalog catalog;
  private final PreparedStatement images;
  private final PreparedStatement tags;
  private final PreparedStatement captions;
  private final PreparedStatement embedding;
  private final PreparedStatement regions;
  private final ResultSet rows;

  ImageRows(Catalog catalog, Collection<CatalogRoot> roots) throws SQLException {
    this.catalog = catalog;
    images =
        prepared(
            "SELECT image.id, root.path, image.path, media, size, modified_ns, sha256, width,"
                + " height, error, state, located_by FROM image JOIN root ON root.id = root_id"
                + " WHERE state IN ('done', 'failed') AND root_id IN (%s) ORDER BY image.id"
                    .formatted(
                        roots.stream()
                            .map(root -> String.valueOf(root.id()))
                            .collect(Collectors.joining(", "))));
    tags =
        prepared(
            "SELECT number, english, chinese, path, category, score FROM image_tag"
                + " JOIN tag ON tag.id = tag_id WHERE image_id = ? ORDER BY score DESC, tag_id");
    captions = prepared("SELECT text FROM caption WHERE image_id = ? ORDER BY position");
    embedding =
        prepared(
            "SELECT kind, model, width, vector FROM embedding"
                + " JOIN embedding_space ON embedding_space.id = space_id WHERE image_id = ?");
    regions =
        prepared(
            "SELECT english, chinese, score, x0, y0, x1, y1, region.area, quality, mask_counts"
                + " FROM region JOIN tag ON tag.id = tag_id WHERE image_id = ?"
                + " ORDER BY score DESC, region.id");
    rows = images.executeQuery();
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    return catalog.connection().prepareStatement(sql);
  }

  /** The next image; null after the last one. */
  @Nullable ImageRow next() throws SQLException {
    if (!rows.next()) {
      return null;
    }
    ImageRow row =
        new ImageRow(
            catalog.folder(rows.getString(2)).toString(),
            rows.getString(3),
            rows.getString(4),
            rows.getLong(5),
            rows.getLong(6));
    byte[] digest = rows.getBytes(7);
    row.sha256 = digest == null ? null : HexFormat.of().formatHex(digest);
    row.width = integer(rows, 8);
    row.height = integer(rows, 9);
    if (rows.getString(11).equals("failed")) {
      row.error = rows.getString(10);
      return row;
    }
    long id = rows.getLong(1);
    row.tags = all(tags, id, this::tag);
    row.captions = all(captions, id, found -> text(found, 1));
    addEmbedding(row, id);
    row.regions = rows.getObject(12) == null ? null : all(regions, id, this::region);
    return row;
  }

  private static <T> List<T> all(PreparedStatement of, long id, Function<ResultSet, T> each)
      throws SQLException {
    of.setLong(1, id);
    List<T> all = new ArrayList<>();
    try (ResultSet found = of.executeQuery()) {
      while (found.next()) {
        all.add(each.apply(found));
      }
    }
    return all;
  }

  private ImageRow.Tag tag(ResultSet found) {
    try {
      return new ImageRow.Tag(
          integer(found, 1),
          found.getString(2),
          texts(found.getString(3)),
          texts(found.getString(4)),
          found.getString(5),
          found.getFloat(6));
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  private ImageRow.Region region(ResultSet found) {
    try {
      float[] box = {found.getFloat(4), found.getFloat(5), found.getFloat(6), found.getFloat(7)};
      float quality = found.getFloat(9);
      Float known = found.wasNull() ? null : quality;
      return new ImageRow.Region(
          found.getString(1),
          texts(found.getString(2)),
          found.getFloat(3),
          box,
          integer(found, 8),
          known,
          found.getString(10));
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  private static String text(ResultSet found, int column) {
    try {
      return found.getString(column);
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  /** An exception of SQL on its way through a function. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException sql;

    Unreadable(SQLException cause) {
      super(cause);
      this.sql = cause;
    }

    SQLException sql() {
      return sql;
    }
  }

  private static @Nullable Integer integer(ResultSet found, int column) throws SQLException {
    int value = found.getInt(column);
    return found.wasNull() ? null : value;
  }

  private void addEmbedding(ImageRow row, long id) throws SQLException {
    embedding.setLong(1, id);
    try (ResultSet found = embedding.executeQuery()) {
      if (found.next()) {
        row.embeddingKind = found.getString(1);
        row.embeddingModel = found.getString(2);
        byte[] vector = found.getBytes(4);
        if (vector == null || vector.length != 2 * found.getInt(3)) {
          throw new FileFormatException(
              "catalogue %s, embedding of image %d: expected %d bytes, found %d"
                  .formatted(
                      catalog.file(), id, 2 * found.getInt(3), vector == null ? 0 : vector.length));
        }
        row.embedding = floats(vector);
      }
    }
  }

  /** IEEE 754's numbers of 16 bits, little-endian. */
  static float[] floats(byte[] halves) {
    float[] floats = new float[halves.length / 2];
    for (int i = 0; i < floats.length; i++) {
      int bits = (halves[2 * i] & 0xff) | (halves[2 * i + 1] & 0xff) << 8;
      int exponent = bits >> 10 & 31;
      int fraction = bits & 1023;
      float size =
          exponent == 0
              ? fraction * 0x1p-24f
              : Float.intBitsToFloat(
                  (exponent == 31 ? 255 : exponent + 112) << 23 | fraction << 13);
      floats[i] = (bits & 0x8000) == 0 ? size : -size;
    }
    return floats;
  }

  private List<String> texts(String json) {
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken token = parser.nextToken();
      while (token == JsonToken.START_ARRAY || token == JsonToken.VALUE_STRING) {
        if (token == JsonToken.VALUE_STRING) {
          texts.add(parser.getText());
        }
        token = parser.nextToken();
      }
      if (token == JsonToken.END_ARRAY) {
        return texts;
      }
    } catch (IOException e) {
      throw wrong(json, e);
    }
    throw wrong(json, null);
  }

  private FileFormatException wrong(String json, @Nullable IOException e) {
    String message =
        "catalogue %s, names of a tag: expected a JSON array of texts, found \"%s\""
            .formatted(catalog.file(), json);
    return e == null ? new FileFormatException(message) : new FileFormatException(message, e);
  }

  @Override
  public void close() throws SQLException {
    try (images;
        tags;
        captions;
        embedding;
        regions;
        rows) {
      // all of them
    }
  }
}
