package io.github.ram4j.search;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneRegion;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader of the boxes that a catalogue has of some tags. Not thread-safe. */
final class HitRegions implements AutoCloseable {
  private final Set<Long> tags;

  /** Null where there is nothing to read. */
  private final @Nullable PreparedStatement regions;

  HitRegions(Catalog catalog, Set<Long> tags) throws SQLException {
    this.tags = tags;
    this.regions =
        tags.isEmpty()
            ? null
            : catalog
                .connection()
                .prepareStatement(
                    "SELECT tag_id, english, chinese, score, x0, y0, x1, y1, width, height FROM"
                        + " region JOIN tag ON tag.id = tag_id JOIN image ON image.id = image_id"
                        + " WHERE image_id = ? AND width > 0 AND height > 0 ORDER BY score DESC,"
                        + " region.id");
  }

  /** The boxes in an image; empty where the catalogue has none of these tags. */
  Optional<Scene> of(long id, String path) throws SQLException {
    if (regions == null) {
      return Optional.empty();
    }
    List<SceneRegion> found = new ArrayList<>();
    int width = 0;
    int height = 0;
    regions.setLong(1, id);
    try (ResultSet rows = regions.executeQuery()) {
      while (rows.next()) {
        if (tags.contains(rows.getLong(1))) {
          found.add(new SceneRegion(region(rows, path), Optional.empty()));
          width = rows.getInt(9);
          height = rows.getInt(10);
        }
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Scene(path, width, height, List.of(), found, List.of()));
  }

  private static Region region(ResultSet row, String path) throws SQLException {
    Tag tag = new Tag(row.getInt(1), row.getString(2), JsonTexts.of(row.getString(3)), true);
    try {
      Box box = new Box(row.getFloat(5), row.getFloat(6), row.getFloat(7), row.getFloat(8));
      return new Region(tag, row.getFloat(4), box, List.of());
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(
          "catalogue, regions of %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  @Override
  public void close() throws SQLException {
    if (regions != null) {
      regions.close();
    }
  }
}
