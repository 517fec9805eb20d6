package io.github.ram4j.catalog;

import io.github.ram4j.catalog.sql.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The tables of a catalogue: made, and brought to the newest version, in one transaction each. */
final class CatalogSchema {
  private CatalogSchema() {}

  /** Makes the tables of an empty file. */
  static void make(Connection connection) throws SQLException {
    Transaction.run(
        connection,
        () -> {
          execute(connection, "schema.sql");
          try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + Catalog.APPLICATION_ID);
            return statement.execute("PRAGMA user_version = " + Catalog.VERSION);
          }
        });
  }

  /** Brings a catalogue of an older version to the newest one. */
  static void upgrade(Connection connection, int version) throws SQLException {
    for (int to = version + 1; to <= Catalog.VERSION; to++) {
      int next = to;
      Transaction.run(
          connection,
          () -> {
            execute(connection, "upgrade-%d.sql".formatted(next));
            try (Statement statement = connection.createStatement()) {
              return statement.execute("PRAGMA user_version = " + next);
            }
          });
    }
  }

  private static void execute(Connection connection, String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements(script)) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> statements(String script) {
    try (InputStream in = CatalogSchema.class.getResourceAsStream(script)) {
      String text =
          new String(Objects.requireNonNull(in, script).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.replaceAll("(?m)^\\s*--.*\\R?", "").split(";\\s*(\\R|$)"))
          .filter(sql -> !sql.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("schema of a catalogue", e);
    }
  }
}
