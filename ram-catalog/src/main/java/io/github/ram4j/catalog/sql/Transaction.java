package io.github.ram4j.catalog.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Transactions of a connection that commits each statement by itself at other times. */
public final class Transaction {
  private Transaction() {}

  /** Statements of one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws SQLException;
  }

  /** Runs statements that are all done, or none of them. */
  public static <T> T run(Connection connection, Work<T> work) throws SQLException {
    boolean well = false;
    connection.setAutoCommit(false);
    try {
      T result = work.run();
      connection.commit();
      well = true;
      return result;
    } finally {
      if (well) {
        connection.setAutoCommit(true);
      } else {
        end(connection);
      }
    }
  }

  /**
   * Takes back what is not committed. On a full disk SQLite has done so itself, and complains to be
   * asked; that must not hide the reason.
   */
  public static void end(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // Nothing was open.
    }
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // As above; the connection's mode is set nevertheless.
    }
  }
}
