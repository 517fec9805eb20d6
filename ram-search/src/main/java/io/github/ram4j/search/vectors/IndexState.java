package io.github.ram4j.search.vectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A catalogue at some time, as far as it tells what an index lacks.
 *
 * @param run the id of the last run; 0 where there is none
 * @param started when that began, in milliseconds since 1970
 * @param seq the greatest {@code image.seq} ever given; every image that is finished gets a greater
 *     one
 */
record IndexState(long run, long started, long seq) {

  static IndexState of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce((SELECT max(id) FROM run), 0),"
                    + " coalesce((SELECT started FROM run ORDER BY id DESC LIMIT 1), 0),"
                    + " (SELECT last FROM sequence)")) {
      row.next();
      return new IndexState(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  /** Returns whether a catalogue has gone on from here: whether it is the same one, not older. */
  boolean isBefore(Connection connection, IndexState now) throws SQLException {
    if (now.seq() < seq || now.run() < run) {
      return false;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT started FROM run WHERE id = ?")) {
      statement.setLong(1, run);
      try (ResultSet row = statement.executeQuery()) {
        return run == 0 ? now.run() == 0 : row.next() && row.getLong(1) == started;
      }
    }
  }
}
