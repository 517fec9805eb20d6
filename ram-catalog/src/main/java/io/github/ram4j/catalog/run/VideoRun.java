package io.github.ram4j.catalog.run;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.catalog.sql.ImageState;
import io.github.ram4j.catalog.text.ImageTextRows;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that writes videos to a catalogue: each in one transaction, its segments, its tags with
 * their greatest scores, and their names for the search. A video that is there already is written
 * anew. Outputs of images have no videos. Not thread-safe; closed by who began it, before the
 * catalogue.
 */
public final class VideoRun implements AutoCloseable {
  private final Catalog catalog;
  private final Connection connection;
  private final RunRow run;
  private final TagRows tags;
  private final ImageState state;
  private final ImageTextRows texts;

  private VideoRun(Catalog catalog, Recognizer recognizer, TagOptions options) throws SQLException {
    this.catalog = catalog;
    this.connection = catalog.connection();
    connection.setAutoCommit(false);
    boolean well = false;
    try {
      run = RunRow.begin(connection, recognizer, options);
      connection.commit();
      well = true;
    } finally {
      if (!well) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
    tags = new TagRows(connection, recognizer.vocabulary(), true);
    state = new ImageState(connection);
    texts = new ImageTextRows(connection);
  }

  /**
   * Begins a run.
   *
   * @param catalog open to be written; borrowed
   * @param recognizer that recognizes the videos' frames; its list and model are written down
   * @param options program and model, as the catalogue names them
   * @return the run, to be closed by the caller
   * @throws IOException if the catalogue cannot be written
   */
  public static VideoRun begin(Catalog catalog, Recognizer recognizer, TagOptions options)
      throws IOException {
    try {
      return new VideoRun(catalog, recognizer, options);
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /**
   * Writes a video. It belongs to the catalogue's folder that it lies in, the nearest of several;
   * where it lies in none, its own folder becomes one.
   *
   * @param file an existing file
   * @param size of its frames in pixels, upright
   * @param segments of its tags
   * @throws IOException if the file or the catalogue cannot be read, or the latter not written
   * @throws FileFormatException if the catalogue has the file as an image, which stays as it is
   */
  public void write(Path file, Dimension size, List<VideoSegment> segments) throws IOException {
    write(file, size, segments, null);
  }

  /**
   * Writes that a video could not be read. A file that the catalogue has as an image is left as it
   * is.
   *
   * @param file an existing file
   * @param reason in words
   * @throws IOException if the catalogue cannot be written
   */
  public void fail(Path file, String reason) throws IOException {
    write(file, null, List.of(), reason);
  }

  private void write(
      Path file, @Nullable Dimension size, List<VideoSegment> segments, @Nullable String error)
      throws IOException {
    Path real = file.toRealPath();
    CatalogRoot root = rootOf(real);
    BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
    try {
      connection.setAutoCommit(false);
      boolean well = false;
      try {
        String path = root.folder().relativize(real).toString().replace('\\', '/');
        if (isImage(root, path)) {
          if (error == null) {
            throw new FileFormatException(
                file + ": expected a video, found a file that the catalogue has as an image");
          }
          return;
        }
        long id = row(root, path, attributes);
        finish(id, size, error);
        addSegments(id, segments);
        addTags(id, segments);
        texts.write(id, path);
        run.count(error == null ? 1 : 0, error == null ? 0 : 1);
        connection.commit();
        well = true;
      } finally {
        if (!well) {
          tags.forget();
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  private CatalogRoot rootOf(Path file) throws IOException {
    Optional<CatalogRoot> nearest =
        catalog.roots().stream()
            .filter(root -> file.startsWith(root.folder()))
            .max(Comparator.comparingInt(root -> root.folder().getNameCount()));
    return nearest.isPresent()
        ? nearest.get()
        : catalog.root(Objects.requireNonNull(file.getParent(), "folder of a file"));
  }

  private boolean isImage(CatalogRoot root, String path) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT 1 FROM image WHERE root_id = ? AND path = ? AND media = 'image'")) {
      find.setLong(1, root.id());
      find.setString(2, path);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** The video's row, as new: nothing hangs on it. */
  private long row(CatalogRoot root, String path, BasicFileAttributes attributes)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO image (root_id, path, media, size, modified_ns)"
                + " VALUES (?, ?, 'video', ?, ?) ON CONFLICT (root_id, path) DO UPDATE SET"
                + " size = excluded.size, modified_ns = excluded.modified_ns,"
                + " sha256 = NULL RETURNING id")) {
      upsert.setLong(1, root.id());
      upsert.setString(2, path);
      upsert.setLong(3, attributes.size());
      upsert.setLong(4, ImageState.nanos(attributes));
      long id;
      try (ResultSet rows = upsert.executeQuery()) {
        id = rows.getLong(1);
      }
      state.withdraw(id);
      state.clear(id);
      return id;
    }
  }

  private void finish(long id, @Nullable Dimension size, @Nullable String error)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE image SET state = ?, error = ?, width = ?, height = ?, run_id = ?"
                + " WHERE id = ?")) {
      update.setString(1, error == null ? "done" : "failed");
      update.setString(2, error);
      if (size == null) {
        update.setNull(3, Types.INTEGER);
        update.setNull(4, Types.INTEGER);
      } else {
        update.setInt(3, size.width);
        update.setInt(4, size.height);
      }
      update.setLong(5, run.id());
      update.setLong(6, id);
      update.executeUpdate();
    }
  }

  private void addSegments(long id, List<VideoSegment> segments) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO segment (image_id, tag_id, start_ms, end_ms, score)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      for (VideoSegment segment : segments) {
        insert.setLong(1, id);
        insert.setLong(2, tags.id(own(segment.tag())));
        insert.setLong(3, segment.startMs());
        insert.setLong(4, segment.endMs());
        insert.setDouble(5, segment.tag().score());
        insert.executeUpdate();
      }
    }
  }

  /** Writes each tag once, with its greatest score. */
  private void addTags(long id, List<VideoSegment> segments) throws SQLException {
    Map<Integer, TagScore> best = new HashMap<>();
    for (VideoSegment segment : segments) {
      best.merge(
          segment.tag().tag().id(),
          segment.tag(),
          (one, other) -> other.score() > one.score() ? other : one);
    }
    List<TagScore> sorted = new ArrayList<>(best.values());
    sorted.sort(Comparator.comparing((TagScore each) -> -each.score()));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO image_tag (image_id, tag_id, number, score, run_id)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      for (TagScore tag : sorted) {
        insert.setLong(1, id);
        insert.setLong(2, tags.id(own(tag)));
        insert.setInt(3, tag.tag().id());
        insert.setDouble(4, tag.score());
        insert.setLong(5, run.id());
        insert.executeUpdate();
      }
    }
  }

  private static OutputTag own(TagScore score) {
    return new OutputTag(score.tag().english(), List.of(), score);
  }

  /** Writes down the end of the run. */
  @Override
  public void close() throws IOException {
    try {
      run.end(0);
      tags.close();
      state.close();
      texts.close();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }
}
