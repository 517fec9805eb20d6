package io.github.ram4j.search;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reader of what a catalogue has of images. */
final class HitReader implements AutoCloseable {
  private final Catalog catalog;
  private final PreparedStatement image;
  private final PreparedStatement tags;
  private final PreparedStatement captions;
  private final HitRegions regions;

  /** A reader that also reads the boxes of some tags. */
  HitReader(Catalog catalog, Set<Long> boxed) throws SQLException {
    this.catalog = catalog;
    this.regions = new HitRegions(catalog, boxed);
    this.image =
        prepared(
            "SELECT root.path, image.path, root.id FROM image JOIN root ON root.id = image.root_id"
                + " WHERE image.id = ?");
    this.tags =
        prepared(
            "SELECT english, chinese, score FROM image_tag JOIN tag ON tag.id = tag_id"
                + " WHERE image_id = ? ORDER BY score DESC, tag_id");
    this.captions = prepared("SELECT text FROM caption WHERE image_id = ? ORDER BY position");
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    return catalog.connection().prepareStatement(sql);
  }

  /** Reads an image; empty if it is gone by now. */
  Optional<SearchHit> read(long id, double score) throws SQLException {
    image.setLong(1, id);
    try (ResultSet row = image.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      CatalogRoot root = new CatalogRoot(row.getLong(3), catalog.folder(row.getString(1)));
      String path = row.getString(2);
      root.file(path); // which refuses one that leads out of the folder
      return Optional.of(
          new SearchHit(root.folder(), path, score, tags(id), captions(id), regions.of(id, path)));
    }
  }

  private List<HitTag> tags(long id) throws SQLException {
    List<HitTag> found = new ArrayList<>();
    tags.setLong(1, id);
    try (ResultSet rows = tags.executeQuery()) {
      while (rows.next()) {
        found.add(
            new HitTag(rows.getString(1), JsonTexts.of(rows.getString(2)), rows.getDouble(3)));
      }
    }
    return found;
  }

  private List<String> captions(long id) throws SQLException {
    List<String> found = new ArrayList<>();
    captions.setLong(1, id);
    try (ResultSet rows = captions.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Override
  public void close() throws SQLException {
    try (image;
        tags;
        captions;
        regions) {
      // all four
    }
  }
}
