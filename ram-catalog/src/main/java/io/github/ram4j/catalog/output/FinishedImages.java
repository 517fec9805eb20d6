package io.github.ram4j.catalog.output;

import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.filter.OutputTag;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The finished images of some roots, in the order in which they were finished. Not thread-safe; the
 * code that opened them closes them.
 */
public final class FinishedImages implements AutoCloseable {
  private final Catalog catalog;
  private final Map<Long, CatalogRoot> roots = new HashMap<>();
  private final String rootIds;
  private final PreparedStatement images;
  private final PreparedStatement tags;
  private final PreparedStatement captions;
  private final ImageRegionRows regions;

  /**
   * A finished image, with its place in the order.
   *
   * @param seq the column {@code image.seq}
   * @param image the image
   */
  public record Numbered(long seq, TaggedImage image) {}

  /**
   * Opens the images.
   *
   * @param catalog open as long as this is
   * @param roots whose images are wanted
   * @throws IOException if the catalogue cannot be read
   */
  public FinishedImages(Catalog catalog, List<CatalogRoot> roots) throws IOException {
    this.catalog = catalog;
    roots.forEach(root -> this.roots.put(root.id(), root));
    this.rootIds = ids(roots);
    Connection connection = catalog.connection();
    try {
      images =
          connection.prepareStatement(
              "SELECT seq, image.id, root_id, path,"
                  + " CASE state WHEN 'failed' THEN coalesce(error, '') END, model, started"
                  + " FROM image JOIN run ON run.id = run_id"
                  + " WHERE seq > ? AND state IN ('done', 'failed') AND media = 'image'"
                  + " AND root_id IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ?");
      tags =
          connection.prepareStatement(
              "SELECT image_tag.number, tag.english, tag.chinese, tag.path, image_tag.score,"
                  + " vocabulary_tag.threshold, run.model, run.started"
                  + " FROM image_tag JOIN tag ON tag.id = image_tag.tag_id"
                  + " JOIN run ON run.id = image_tag.run_id"
                  + " LEFT JOIN vocabulary_tag ON vocabulary_tag.vocabulary_id = run.vocabulary_id"
                  + " AND vocabulary_tag.number = image_tag.number"
                  + " WHERE image_tag.image_id = ?"
                  + " ORDER BY image_tag.score DESC, image_tag.number, tag.english");
      captions =
          connection.prepareStatement(
              "SELECT text FROM caption WHERE image_id = ? ORDER BY position");
      regions = new ImageRegionRows(connection);
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** The ids of roots, as a JSON array in rising order. */
  static String ids(List<CatalogRoot> roots) {
    return roots.stream()
        .map(CatalogRoot::id)
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * The next images.
   *
   * @param seq the place after which they come; 0 for the first
   * @param most the greatest number of images
   * @return at most as many; empty at the end
   * @throws IOException if the catalogue cannot be read
   */
  public List<Numbered> after(long seq, int most) throws IOException {
    try {
      images.setLong(1, seq);
      images.setString(2, rootIds);
      images.setInt(3, most);
      List<Numbered> found = new ArrayList<>();
      try (ResultSet rows = images.executeQuery()) {
        while (rows.next()) {
          ImageFile file =
              new ImageFile(
                  rows.getLong(2),
                  Objects.requireNonNull(roots.get(rows.getLong(3)), "root"),
                  rows.getString(4));
          found.add(
              new Numbered(
                  rows.getLong(1),
                  new TaggedImage(
                      file,
                      new CatalogRunInfo(rows.getString(6), Instant.ofEpochMilli(rows.getLong(7))),
                      tags(file.id()),
                      captions(file.id()),
                      regions.of(file),
                      Optional.ofNullable(rows.getString(5)))));
        }
      }
      return found;
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  private List<CatalogTag> tags(long image) throws SQLException, IOException {
    tags.setLong(1, image);
    List<CatalogTag> found = new ArrayList<>();
    try (ResultSet rows = tags.executeQuery()) {
      while (rows.next()) {
        Tag tag = new Tag(rows.getInt(1), rows.getString(2), JsonTexts.of(rows.getString(3)), true);
        TagScore score = new TagScore(tag, (float) rows.getDouble(5), (float) rows.getDouble(6));
        found.add(
            new CatalogTag(
                new OutputTag(tag.english(), JsonTexts.of(rows.getString(4)), score),
                rows.getString(7),
                Instant.ofEpochMilli(rows.getLong(8))));
      }
    }
    return found;
  }

  private List<String> captions(long image) throws SQLException {
    captions.setLong(1, image);
    List<String> found = new ArrayList<>();
    try (ResultSet rows = captions.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    try {
      images.close();
      tags.close();
      captions.close();
      regions.close();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }
}
