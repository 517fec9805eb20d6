package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code output}: how far an output was written. Not thread-safe. */
final class OutputRow {
  private final Catalog catalog;
  private final long id;
  private State state;

  /**
   * How far an output was written.
   *
   * @param bytes of the file
   * @param tail its last bytes
   * @param seq the last image in it
   */
  @SuppressWarnings("ArrayRecordComponent") // read and written, never compared as a record
  record State(long bytes, byte[] tail, long seq) {
    static final State NONE = new State(0, new byte[0], 0);
  }

  private OutputRow(Catalog catalog, long id, State state) {
    this.catalog = catalog;
    this.id = id;
    this.state = state;
  }

  /** The row of an output; a new one where the catalogue has none. */
  static OutputRow of(Catalog catalog, String kind, String path, List<CatalogRoot> roots)
      throws IOException {
    String rootIds = FinishedImages.ids(roots);
    try (PreparedStatement find =
            catalog
                .connection()
                .prepareStatement(
                    "SELECT id, bytes, tail, seq FROM output"
                        + " WHERE kind = ? AND path = ? AND roots = ?");
        PreparedStatement insert =
            catalog
                .connection()
                .prepareStatement(
                    "INSERT INTO output (kind, path, roots, seq) VALUES (?, ?, ?, 0) RETURNING"
                        + " id")) {
      for (PreparedStatement statement : List.of(find, insert)) {
        statement.setString(1, kind);
        statement.setString(2, path);
        statement.setString(3, rootIds);
      }
      try (ResultSet rows = find.executeQuery()) {
        if (rows.next()) {
          return new OutputRow(
              catalog,
              rows.getLong(1),
              new State(rows.getLong(2), rows.getBytes(3), rows.getLong(4)));
        }
      }
      try (ResultSet rows = insert.executeQuery()) {
        return new OutputRow(catalog, rows.getLong(1), State.NONE);
      }
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** Forgets the rows that a file has as another output. */
  static void forgetOthers(Catalog catalog, OutputRow row, String path) throws IOException {
    try (PreparedStatement delete =
        catalog.connection().prepareStatement("DELETE FROM output WHERE path = ? AND id <> ?")) {
      delete.setString(1, path);
      delete.setLong(2, row.id);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** Forgets how far files of images' own were written in another form. */
  static void forgetOtherForms(Catalog catalog, OutputRow row, String kind, List<CatalogRoot> roots)
      throws IOException {
    try (PreparedStatement delete =
        catalog
            .connection()
            .prepareStatement(
                "DELETE FROM output WHERE path = '' AND roots = ? AND id <> ?"
                    + " AND (kind = ? OR substr(kind, 1, length(?) + 1) = ? || ':')")) {
      delete.setString(1, FinishedImages.ids(roots));
      delete.setLong(2, row.id);
      delete.setString(3, kind);
      delete.setString(4, kind);
      delete.setString(5, kind);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  State state() {
    return state;
  }

  /** Returns whether images in the output have changed or are gone. */
  boolean isStale() throws IOException {
    try (PreparedStatement find =
        catalog.connection().prepareStatement("SELECT stale FROM output WHERE id = ?")) {
      find.setLong(1, id);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** What a new file will be like that is about to take the name, if there is one. */
  @Nullable State next() throws IOException {
    try (PreparedStatement find =
        catalog
            .connection()
            .prepareStatement(
                "SELECT next_bytes, next_tail, next_seq FROM output"
                    + " WHERE id = ? AND next_bytes IS NOT NULL")) {
      find.setLong(1, id);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next() ? new State(rows.getLong(1), rows.getBytes(2), rows.getLong(3)) : null;
      }
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }

  /** Writes down that a new file is about to take the name. */
  void announce(State next) throws IOException {
    update("UPDATE output SET next_bytes = ?, next_tail = ?, next_seq = ? WHERE id = ?", next);
  }

  /** Writes down that a new file took the name. */
  void replaced(State by) throws IOException {
    update(
        "UPDATE output SET bytes = ?, tail = ?, seq = ?, stale = 0, next_bytes = NULL,"
            + " next_tail = NULL, next_seq = NULL WHERE id = ?",
        by);
    state = by;
  }

  /** Writes down that more was appended. */
  void appended(State now) throws IOException {
    update("UPDATE output SET bytes = ?, tail = ?, seq = ? WHERE id = ?", now);
    state = now;
  }

  private void update(String sql, State values) throws IOException {
    try (PreparedStatement update = catalog.connection().prepareStatement(sql)) {
      update.setLong(1, values.bytes());
      update.setBytes(2, values.tail());
      update.setLong(3, values.seq());
      update.setLong(4, id);
      update.executeUpdate();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }
}
