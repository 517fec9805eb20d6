package io.github.ram4j.catalog.output;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneMask;
import io.github.ram4j.locate.SceneRegion;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The regions of images, read from a catalogue. Not thread-safe. */
final class ImageRegionRows implements AutoCloseable {
  private final PreparedStatement origin;
  private final PreparedStatement regions;

  ImageRegionRows(Connection connection) throws SQLException {
    origin =
        connection.prepareStatement(
            "SELECT width, height, coalesce(detector, model), started FROM image"
                + " JOIN run ON run.id = located_by WHERE image.id = ?");
    regions =
        connection.prepareStatement(
            "SELECT tag_id, english, chinese, score, x0, y0, x1, y1, quality, mask_counts"
                + " FROM region JOIN tag ON tag.id = tag_id WHERE image_id = ?"
                + " ORDER BY score DESC, region.id");
  }

  /** The regions of an image; empty where no run looked for any. */
  Optional<CatalogRegions> of(ImageFile image) throws SQLException, IOException {
    origin.setLong(1, image.id());
    try (ResultSet rows = origin.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      int width = rows.getInt(1);
      int height = rows.getInt(2);
      try {
        Scene scene =
            new Scene(
                image.path(), width, height, List.of(), found(image, width, height), List.of());
        return Optional.of(
            new CatalogRegions(scene, rows.getString(3), Instant.ofEpochMilli(rows.getLong(4))));
      } catch (IllegalArgumentException e) {
        throw new FileFormatException(
            "catalogue, regions of %s: %s".formatted(image.path(), e.getMessage()), e);
      }
    }
  }

  private List<SceneRegion> found(ImageFile image, int width, int height)
      throws SQLException, IOException {
    regions.setLong(1, image.id());
    List<SceneRegion> found = new ArrayList<>();
    try (ResultSet rows = regions.executeQuery()) {
      while (rows.next()) {
        Tag tag = new Tag(rows.getInt(1), rows.getString(2), JsonTexts.of(rows.getString(3)), true);
        Box box = new Box(rows.getFloat(5), rows.getFloat(6), rows.getFloat(7), rows.getFloat(8));
        found.add(
            new SceneRegion(
                new Region(tag, rows.getFloat(4), box, List.of()),
                mask(width, height, rows.getString(10), rows.getFloat(9))));
      }
    }
    return found;
  }

  private static Optional<SceneMask> mask(
      int width, int height, @Nullable String counts, float quality) {
    return counts == null
        ? Optional.empty()
        : Optional.of(new SceneMask(Mask.ofCoco(width, height, counts), quality));
  }

  @Override
  public void close() throws SQLException {
    origin.close();
    regions.close();
  }
}
