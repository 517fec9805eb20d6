package io.github.ram4j.search;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.search.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Search in a catalogue: by words, by an image, by a text's embedding.
 *
 * <p>Images that are missing from their folder at the last run, and those that failed, are not
 * found. Every search sees the catalogue as it is when the search begins, also while a run writes
 * to it. Not thread-safe; one for each open catalogue.
 *
 * <p>Similar images of many are found by an index in a file beside the catalogue, {@code
 * NAME.similar-N}. It is made by the first search that needs it and brought up to date by later
 * ones; it can be deleted at any time.
 */
public final class CatalogSearch {
  private final Catalog catalog;
  private final LongConsumer progress;
  private final Map<Long, Vectors> vectors = new HashMap<>();
  private @Nullable TagNames tags;

  /**
   * A search.
   *
   * @param catalog to search; stays open, to be closed by the caller after the last search
   */
  public CatalogSearch(Catalog catalog) {
    this(catalog, made -> {});
  }

  /**
   * A search that tells how far an index has been made.
   *
   * @param catalog to search; stays open, to be closed by the caller after the last search
   * @param progress told the number of embeddings after each, where an index is made
   */
  public CatalogSearch(Catalog catalog, LongConsumer progress) {
    this.catalog = catalog;
    this.progress = progress;
  }

  /** A query of the catalogue. */
  private interface Query<T> {
    T run() throws SQLException, IOException;
  }

  private <T> T asked(Query<T> query) throws IOException {
    try {
      return query.run();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /**
   * Finds images by words. Those come first whose tags that have the words have the best scores:
   * the mean over the words, half the score for a tag that has the word among others. Among equals,
   * words in captions and file names too, BM25 decides. Images have the boxes of the tags that have
   * the words, where the catalogue has them.
   *
   * @param query to run
   * @param page the greatest number of images, 1 or more, and how many to leave out before
   * @return the best first
   * @throws IOException if the catalogue cannot be read
   */
  public List<SearchHit> find(SearchQuery query, Page page) throws IOException {
    return asked(
        () -> {
          QuerySql sql = new QuerySql(query, tagNames());
          List<Vectors.Near> found = new ArrayList<>();
          try (PreparedStatement statement = prepared(sql.selection(), sql.parameters())) {
            int next = sql.parameters().size() + 1;
            statement.setLong(next, page.size());
            statement.setLong(next + 1, page.from());
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(new Vectors.Near(rows.getLong(1), rows.getDouble(2)));
              }
            }
          }
          return hits(found, SearchedTags.of(query, tagNames()));
        });
  }

  /**
   * Counts the images that a query finds.
   *
   * @param query to run
   * @return 0 or more
   * @throws IOException if the catalogue cannot be read
   */
  public long count(SearchQuery query) throws IOException {
    return asked(
        () -> {
          QuerySql sql = new QuerySql(query, tagNames());
          try (PreparedStatement statement = prepared(sql.count(), sql.parameters());
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private PreparedStatement prepared(String sql, List<Object> parameters) throws SQLException {
    PreparedStatement statement = catalog.connection().prepareStatement(sql);
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
    return statement;
  }

  private TagNames tagNames() throws SQLException {
    if (tags == null) {
      tags = TagNames.read(catalog.connection());
    }
    return tags;
  }

  /**
   * The models whose embeddings the catalogue has.
   *
   * @return in the order in which they came; empty where no embeddings were kept
   * @throws IOException if the catalogue cannot be read
   * @throws FileFormatException if one is of an unknown kind
   */
  public List<EmbeddingSpace> spaces() throws IOException {
    return asked(
        () -> {
          List<EmbeddingSpace> spaces = new ArrayList<>();
          try (Statement statement = catalog.connection().createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      "SELECT id, kind, model, width FROM embedding_space ORDER BY id")) {
            while (rows.next()) {
              spaces.add(
                  new EmbeddingSpace(
                      rows.getLong(1), kind(rows.getString(2)), rows.getString(3), rows.getInt(4)));
            }
          }
          return spaces;
        });
  }

  private ImageEmbedding.Kind kind(String name) {
    for (ImageEmbedding.Kind kind : ImageEmbedding.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    throw new FileFormatException(
        "catalogue %s, kind of embedding: expected aligned or pooled, found \"%s\""
            .formatted(catalog.file(), name));
  }

  /**
   * Finds images like one of the catalogue.
   *
   * @param file of the image; links are followed
   * @param count the greatest number of images, 1 or more
   * @return the most similar first, without the image itself; empty if the image is not in the
   *     catalogue, or has no embedding there
   * @throws IOException if the catalogue cannot be read
   */
  public Optional<List<SearchHit>> similar(Path file, int count) throws IOException {
    return asked(
        () -> {
          Optional<Long> image = image(file);
          if (image.isEmpty()) {
            return Optional.empty();
          }
          for (EmbeddingSpace space : spaces()) {
            Optional<float[]> own = vectors(space).of(image.get());
            if (own.isPresent()) {
              int more = count == Integer.MAX_VALUE ? count : count + 1;
              List<Vectors.Near> near =
                  new ArrayList<>(vectors(space).nearest(own.get(), more, progress));
              near.removeIf(found -> found.image() == image.get());
              return Optional.of(hits(near.subList(0, Math.min(count, near.size())), Set.of()));
            }
          }
          return Optional.empty();
        });
  }

  /**
   * Finds images like another one.
   *
   * @param embedding of the same model as those of the catalogue
   * @param count the greatest number of images, 1 or more
   * @return the most similar first
   * @throws IllegalArgumentException if the catalogue has no embeddings of its model; the message
   *     has those that there are
   * @throws IOException if the catalogue cannot be read
   */
  public List<SearchHit> similar(ImageEmbedding embedding, int count) throws IOException {
    for (EmbeddingSpace space : spaces()) {
      if (space.kind() == embedding.kind()
          && space.model().equals(embedding.model())
          && space.width() == embedding.width()) {
        float[] query = new float[embedding.width()];
        embedding.vector().get(query);
        return near(space, query, count);
      }
    }
    throw new IllegalArgumentException(
        "embedding: expected one of the catalogue's (%s), found %s of model %s"
            .formatted(
                named(spaces()),
                named(embedding.kind(), embedding.width()),
                shortened(embedding.model())));
  }

  /**
   * Finds images by a text's embedding. Only {@linkplain ImageEmbedding.Kind#ALIGNED aligned}
   * embeddings, those of RAM and RAM++, lie where texts lie; and their authors say that search by
   * comparing the two works badly, so take what is found as candidates.
   *
   * @param text of length 1, of the text encoder that the model was trained with
   * @param count the greatest number of images, 1 or more
   * @return the most similar first
   * @throws IllegalArgumentException if the catalogue has no aligned embeddings of this width
   * @throws IOException if the catalogue cannot be read
   */
  public List<SearchHit> nearText(float[] text, int count) throws IOException {
    for (EmbeddingSpace space : spaces()) {
      if (space.kind() == ImageEmbedding.Kind.ALIGNED && space.width() == text.length) {
        return near(space, text, count);
      }
    }
    throw new IllegalArgumentException(
        "text: expected a catalogue with embeddings that texts can be compared with (%s), found %s"
            .formatted(named(ImageEmbedding.Kind.ALIGNED, text.length), named(spaces())));
  }

  private List<SearchHit> near(EmbeddingSpace space, float[] query, int count) throws IOException {
    return asked(() -> hits(vectors(space).nearest(query, count, progress), Set.of()));
  }

  private static String named(List<EmbeddingSpace> spaces) {
    return spaces.isEmpty()
        ? "none"
        : spaces.stream()
            .map(
                space ->
                    named(space.kind(), space.width()) + " of model " + shortened(space.model()))
            .collect(Collectors.joining(", "));
  }

  private static String named(ImageEmbedding.Kind kind, int width) {
    return "%s, width %d".formatted(kind.name().toLowerCase(Locale.ROOT), width);
  }

  private static String shortened(String model) {
    return model.length() <= 12 ? model : model.substring(0, 12) + "…";
  }

  private Vectors vectors(EmbeddingSpace space) {
    return vectors.computeIfAbsent(
        space.id(),
        id -> new Vectors(catalog, id, space.kind() + " " + space.model(), space.width()));
  }

  /** The id of a file's image. */
  private Optional<Long> image(Path file) throws SQLException, IOException {
    Path whole = file.toRealPath();
    try (PreparedStatement statement =
        catalog
            .connection()
            .prepareStatement(
                "SELECT id FROM image WHERE root_id = ? AND path = ? AND state = 'done'")) {
      for (var root : catalog.roots()) {
        Path folder = real(root.folder());
        if (whole.startsWith(folder)) {
          statement.setLong(1, root.id());
          statement.setString(2, folder.relativize(whole).toString().replace('\\', '/'));
          try (ResultSet row = statement.executeQuery()) {
            if (row.next()) {
              return Optional.of(row.getLong(1));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The folder without links, if it is there. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder;
    }
  }

  /** Images with all that is shown of them, and the boxes of some tags. */
  private List<SearchHit> hits(List<Vectors.Near> found, Set<Long> boxed) throws SQLException {
    List<SearchHit> hits = new ArrayList<>(found.size());
    try (HitReader reader = new HitReader(catalog, boxed)) {
      for (Vectors.Near near : found) {
        reader.read(near.image(), near.similarity()).ifPresent(hits::add);
      }
    }
    return hits;
  }
}
