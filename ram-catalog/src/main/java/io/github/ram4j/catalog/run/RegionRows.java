package io.github.ram4j.catalog.run;

import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.SceneMask;
import io.github.ram4j.locate.SceneRegion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The rows of the table {@code region}, written within an open transaction. Not thread-safe. */
final class RegionRows implements AutoCloseable {
  private final RunRow run;
  private final TagRows tags;
  private final PreparedStatement setImage;
  private final PreparedStatement remove;
  private final PreparedStatement add;

  RegionRows(Connection connection, RunRow run, TagRows tags) throws SQLException {
    this.run = run;
    this.tags = tags;
    setImage =
        connection.prepareStatement(
            "UPDATE image SET located_by = ?, width = ?, height = ? WHERE id = ?");
    remove = connection.prepareStatement("DELETE FROM region WHERE image_id = ? AND tag_id = ?");
    add =
        connection.prepareStatement(
            "INSERT INTO region (image_id, tag_id, score, x0, y0, x1, y1, area, quality,"
                + " mask_size, mask_counts, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /** Writes an image's regions; those of tags that were looked for take the place of older ones. */
  void write(long image, FoundRegions found) throws SQLException {
    setImage.setLong(1, run.id());
    setImage.setInt(2, found.scene().width());
    setImage.setInt(3, found.scene().height());
    setImage.setLong(4, image);
    setImage.executeUpdate();
    for (OutputTag asked : found.byTag().values()) {
      remove.setLong(1, image);
      remove.setLong(2, tags.id(asked));
      remove.executeUpdate();
    }
    for (SceneRegion region : found.scene().regions()) {
      OutputTag tag =
          Objects.requireNonNull(found.byTag().get(region.region().tag()), "a tag looked for");
      write(image, tags.id(tag), region);
    }
  }

  private void write(long image, long tag, SceneRegion region) throws SQLException {
    Box box = region.region().box();
    Optional<SceneMask> mask = region.mask();
    add.setLong(1, image);
    add.setLong(2, tag);
    add.setDouble(3, region.region().score());
    add.setDouble(4, box.x0());
    add.setDouble(5, box.y0());
    add.setDouble(6, box.x1());
    add.setDouble(7, box.y1());
    add.setObject(8, mask.map(one -> one.mask().area()).orElse(null));
    add.setObject(9, mask.map(one -> (double) one.quality()).orElse(null));
    add.setString(
        10,
        mask.map(one -> "[%d,%d]".formatted(one.mask().height(), one.mask().width())).orElse(null));
    add.setString(11, mask.map(one -> one.mask().coco()).orElse(null));
    add.setLong(12, run.id());
    add.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : List.of(setImage, remove, add)) {
      statement.close();
    }
  }
}
