package io.github.ram4j.catalog.scan;

import io.github.ram4j.bytes.Sha256;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.sql.ImageState;
import io.github.ram4j.catalog.text.ImageTextRows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * New images with the bytes of one that is gone: the file was moved or renamed. The older row, with
 * all that hangs on it, gets the new name. Within the connection's open transaction.
 */
final class MovedImages implements AutoCloseable {
  private static final int TOGETHER = 100;

  private final Connection connection;
  private final List<CatalogRoot> roots;
  private final ImageState state;
  private final ImageTextRows texts;
  private final PreparedStatement added;
  private final PreparedStatement older;
  private final PreparedStatement remove;
  private final PreparedStatement move;
  private final PreparedStatement found;
  private long moved;
  private long lostBefore;

  /** A new image, of a size that one has which is gone. */
  private record Added(long id, CatalogRoot root, String path) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  MovedImages(Catalog catalog) throws SQLException, IOException {
    connection = catalog.connection();
    roots = catalog.roots();
    state = new ImageState(connection);
    texts = new ImageTextRows(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE IF NOT EXISTS gone_size (size INTEGER PRIMARY KEY)");
      statement.execute("DELETE FROM temp.gone_size");
      statement.execute(
          "INSERT OR IGNORE INTO temp.gone_size SELECT size FROM image WHERE state = 'gone'"
              + " AND sha256 IS NOT NULL AND error IS NULL AND run_id IS NOT NULL");
    }
    added =
        connection.prepareStatement(
            "SELECT id, path FROM image WHERE root_id = ? AND state = 'pending'"
                + " AND sha256 IS NULL AND run_id IS NULL AND media = 'image'"
                + " AND size IN (SELECT size FROM temp.gone_size) AND id > ? ORDER BY id LIMIT ?");
    older =
        connection.prepareStatement(
            "SELECT id, path FROM image WHERE sha256 = ? AND state = 'gone' AND media = 'image'"
                + " AND error IS NULL AND run_id IS NOT NULL ORDER BY id");
    remove = connection.prepareStatement("DELETE FROM image WHERE id = ?");
    move =
        connection.prepareStatement(
            "UPDATE image SET root_id = ?, path = ?, modified_ns = ?, state = 'done' WHERE id = ?");
    found = connection.prepareStatement("DELETE FROM temp.lost WHERE id = ?");
  }

  /** Finds them, and commits what it found now and then. */
  void follow() throws SQLException {
    for (CatalogRoot root : roots) {
      List<Added> some = page(root, 0);
      while (!some.isEmpty()) {
        for (Added image : some) {
          long from = from(image);
          if (from > 0) {
            move(from, image);
          }
        }
        connection.commit();
        some = page(root, some.get(some.size() - 1).id());
      }
    }
  }

  private List<Added> page(CatalogRoot root, long after) throws SQLException {
    List<Added> page = new ArrayList<>();
    added.setLong(1, root.id());
    added.setLong(2, after);
    added.setInt(3, TOGETHER);
    try (ResultSet rows = added.executeQuery()) {
      while (rows.next()) {
        page.add(new Added(rows.getLong(1), root, rows.getString(2)));
      }
    }
    return page;
  }

  /** The number of images that were moved. */
  long moved() {
    return moved;
  }

  /** How many of them this scan took for gone before. */
  long lostBefore() {
    return lostBefore;
  }

  /** The row of the image's bytes that is gone, of several one of the same name; 0 for none. */
  private long from(Added image) throws SQLException {
    try {
      older.setBytes(1, Sha256.of(image.root().file(image.path())));
    } catch (IOException e) {
      return 0; // whoever reads it next says so
    }
    long first = 0;
    try (ResultSet rows = older.executeQuery()) {
      while (rows.next()) {
        String path = rows.getString(2);
        if (path.substring(path.lastIndexOf('/') + 1).equals(image.name())) {
          return rows.getLong(1);
        }
        first = first == 0 ? rows.getLong(1) : first;
      }
    }
    return first;
  }

  private void move(long from, Added to) throws SQLException {
    long modified;
    try (PreparedStatement find =
        connection.prepareStatement("SELECT modified_ns FROM image WHERE id = ?")) {
      find.setLong(1, to.id());
      try (ResultSet rows = find.executeQuery()) {
        modified = rows.getLong(1);
      }
    }
    remove.setLong(1, to.id());
    remove.executeUpdate();
    move.setLong(1, to.root().id());
    move.setString(2, to.path());
    move.setLong(3, modified);
    move.setLong(4, from);
    move.executeUpdate();
    texts.write(from, to.path());
    state.announce(from);
    moved++;
    found.setLong(1, from);
    lostBefore += found.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    state.close();
    texts.close();
    for (PreparedStatement statement : List.of(added, older, remove, move, found)) {
      statement.close();
    }
  }
}
