package io.github.ram4j.catalog.scan;

import io.github.ram4j.bytes.Sha256;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.sql.ImageState;
import io.github.ram4j.catalog.sql.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a root's images, as a scan reads and writes them: in one open transaction. */
final class ImageRows implements AutoCloseable {
  private final CatalogRoot root;
  private final Connection connection;
  private final ImageState state;
  private final PreparedStatement find;
  private final PreparedStatement insert;
  private final PreparedStatement touch;
  private final PreparedStatement pend;
  private final PreparedStatement restore;
  private final PreparedStatement met;
  private final PreparedStatement unmet;
  private final PreparedStatement lost;

  /** What became of an image's row. */
  enum Met {
    ADDED,
    CHANGED,
    SAME
  }

  /** An image that a scan did not meet. */
  record Unmet(long id, String path) {}

  /** A row of the table {@code image}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  private record Row(
      long id,
      long size,
      long modified,
      byte @Nullable [] sha256,
      String state,
      boolean isDone,
      boolean isVideo) {}

  ImageRows(Catalog catalog, CatalogRoot root) throws SQLException {
    this.root = root;
    this.connection = catalog.connection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS temp.met");
      statement.execute("CREATE TABLE temp.met (id INTEGER PRIMARY KEY)");
      statement.execute("DROP TABLE IF EXISTS temp.lost");
      statement.execute("CREATE TABLE temp.lost (id INTEGER PRIMARY KEY)");
    }
    connection.setAutoCommit(false);
    state = new ImageState(connection);
    find =
        connection.prepareStatement(
            "SELECT id, size, modified_ns, sha256, state, error, run_id, media FROM image"
                + " WHERE root_id = ? AND path = ?");
    insert =
        connection.prepareStatement(
            "INSERT INTO image (root_id, path, size, modified_ns) VALUES (?, ?, ?, ?) RETURNING"
                + " id");
    touch = connection.prepareStatement("UPDATE image SET modified_ns = ? WHERE id = ?");
    pend =
        connection.prepareStatement(
            "UPDATE image SET state = 'pending', media = 'image', size = ?, modified_ns = ?, sha256"
                + " = NULL, error = NULL, run_id = NULL, width = NULL, height = NULL WHERE id = ?");
    restore = connection.prepareStatement("UPDATE image SET state = ? WHERE id = ?");
    met = connection.prepareStatement("INSERT OR IGNORE INTO temp.met (id) VALUES (?)");
    lost = connection.prepareStatement("INSERT OR IGNORE INTO temp.lost (id) VALUES (?)");
    unmet =
        connection.prepareStatement(
            "SELECT id, path FROM image WHERE root_id = ? AND id > ? AND state <> 'gone'"
                + " AND id NOT IN (SELECT id FROM temp.met)"
                + " ORDER BY id LIMIT ?");
  }

  /** Writes a file that was met: a new row, a changed one, or nothing. */
  Met meet(Path relative, BasicFileAttributes attributes, boolean failedAgain) throws SQLException {
    String path = slashed(relative);
    long size = attributes.size();
    long modified = ImageState.nanos(attributes);
    Row row = find(path);
    if (row == null) {
      met(add(path, size, modified));
      return Met.ADDED;
    }
    met(row.id());
    // "ram video" was given what is an image.
    boolean same = row.size() == size && row.modified() == modified && !row.isVideo();
    if (!same
        && !row.isVideo()
        && row.size() == size
        && row.sha256() != null
        && isSame(path, row.sha256())) {
      touch.setLong(1, modified);
      touch.setLong(2, row.id());
      touch.executeUpdate();
      same = true;
    }
    if (!same) {
      change(row, size, modified);
      return row.state().equals("pending") ? Met.SAME : Met.CHANGED;
    }
    if (row.state().equals("failed") && (failedAgain || row.sha256() == null)) {
      change(row, size, modified); // nobody could read it, or somebody knows better now
    } else if (row.state().equals("gone")) {
      comeBack(row);
    }
    return Met.SAME;
  }

  private boolean isSame(String path, byte[] sha256) {
    try {
      return Arrays.equals(Sha256.of(root.file(path)), sha256);
    } catch (IOException e) {
      return false; // whoever reads it next says so
    }
  }

  private void change(Row row, long size, long modified) throws SQLException {
    state.withdraw(row.id());
    state.clear(row.id());
    pend.setLong(1, size);
    pend.setLong(2, modified);
    pend.setLong(3, row.id());
    pend.executeUpdate();
  }

  /** An image that was gone is there again, as it was. */
  private void comeBack(Row row) throws SQLException {
    restore.setString(1, row.isDone() ? "done" : "pending");
    restore.setLong(2, row.id());
    restore.executeUpdate();
    if (row.isDone()) {
      state.announce(row.id());
    }
  }

  private @Nullable Row find(String path) throws SQLException {
    find.setLong(1, root.id());
    find.setString(2, path);
    try (ResultSet rows = find.executeQuery()) {
      return rows.next()
          ? new Row(
              rows.getLong(1),
              rows.getLong(2),
              rows.getLong(3),
              rows.getBytes(4),
              rows.getString(5),
              rows.getString(6) == null && rows.getObject(7) != null,
              rows.getString(8).equals("video"))
          : null;
    }
  }

  private long add(String path, long size, long modified) throws SQLException {
    insert.setLong(1, root.id());
    insert.setString(2, path);
    insert.setLong(3, size);
    insert.setLong(4, modified);
    try (ResultSet rows = insert.executeQuery()) {
      return rows.getLong(1);
    }
  }

  private void met(long id) throws SQLException {
    met.setLong(1, id);
    met.executeUpdate();
  }

  /** The next images that were not met. */
  List<Unmet> unmetAfter(long id, int most) throws SQLException {
    unmet.setLong(1, root.id());
    unmet.setLong(2, id);
    unmet.setInt(3, most);
    List<Unmet> images = new ArrayList<>();
    try (ResultSet rows = unmet.executeQuery()) {
      while (rows.next()) {
        images.add(new Unmet(rows.getLong(1), rows.getString(2)));
      }
    }
    return images;
  }

  void markGone(long id) throws SQLException {
    state.withdraw(id);
    restore.setString(1, "gone");
    restore.setLong(2, id);
    restore.executeUpdate();
    lost.setLong(1, id);
    lost.executeUpdate();
  }

  /** Videos that were gone and are there as they were: no walk meets them. */
  void restoreVideos() throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement(
            "SELECT id, path, size, modified_ns, error FROM image WHERE root_id = ?"
                + " AND media = 'video' AND state = 'gone'")) {
      find.setLong(1, root.id());
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          if (isThere(root.file(rows.getString(2)), rows.getLong(3), rows.getLong(4))) {
            restore.setString(1, rows.getString(5) == null ? "done" : "failed");
            restore.setLong(2, rows.getLong(1));
            restore.executeUpdate();
          }
        }
      }
    }
  }

  private static boolean isThere(Path file, long size, long modified) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.size() == size && ImageState.nanos(now) == modified;
    } catch (IOException e) {
      return false;
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  private static String slashed(Path relative) {
    String path = relative.toString();
    String separator = relative.getFileSystem().getSeparator();
    return separator.equals("/") ? path : path.replace(separator, "/");
  }

  @Override
  public void close() throws SQLException {
    Transaction.end(connection);
    state.close();
    for (Statement statement : List.of(find, insert, touch, pend, restore, met, unmet, lost)) {
      statement.close();
    }
  }
}
