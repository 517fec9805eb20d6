package io.github.ram4j.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  @TempDir Path folder;

  @Test
  void aNewCatalogueHasTablesAndViews() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("a?b %41 #c 狗 🐕"));
    Path file = Catalog.placeIn(odd);
    try (Catalog catalog = Catalog.open(file)) {
      assertEquals(0, number(catalog.connection(), "SELECT count(*) FROM tags_of_images"));
      assertEquals(0, number(catalog.connection(), "SELECT count(*) FROM tag_counts"));
      assertEquals(0, number(catalog.connection(), "SELECT count(*) FROM failures"));
      assertEquals(0, number(catalog.connection(), "SELECT count(*) FROM captions_of_images"));
      assertEquals(2, number(catalog.connection(), "PRAGMA user_version"));
    }
    assertTrue(Files.size(file) > 0);
    try (Catalog catalog = Catalog.openForReading(file)) {
      assertEquals(8192, number(catalog.connection(), "PRAGMA page_size"));
      assertThrows(SQLException.class, () -> execute(catalog.connection(), "DELETE FROM image"));
    }
  }

  /** The tables of version 1, as far as version 2 changes them. */
  @Test
  void anOlderCatalogueIsBroughtToThisVersion() throws Exception {
    Path file = folder.resolve("older.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      execute(connection, "CREATE TABLE root (id INTEGER PRIMARY KEY, path TEXT)");
      execute(connection, "CREATE TABLE run (id INTEGER PRIMARY KEY, model TEXT)");
      execute(connection, "CREATE TABLE tag (id INTEGER PRIMARY KEY, english TEXT, chinese TEXT)");
      execute(
          connection,
          "CREATE TABLE image (id INTEGER PRIMARY KEY, root_id INTEGER, path TEXT, state TEXT,"
              + " width INTEGER, height INTEGER)");
      execute(
          connection,
          "CREATE TABLE region (image_id INTEGER, tag_id INTEGER, score REAL, x0 REAL, y0 REAL,"
              + " x1 REAL, y1 REAL, area REAL, quality REAL)");
      execute(connection, "INSERT INTO run VALUES (7, 'ram')");
      execute(connection, "PRAGMA application_id = " + Catalog.APPLICATION_ID);
      execute(connection, "PRAGMA user_version = 1");
    }
    try (Catalog catalog = Catalog.openForReading(file)) {
      assertEquals(1, number(catalog.connection(), "PRAGMA user_version"));
    }
    for (int i = 0; i < 2; i++) {
      try (Catalog catalog = Catalog.open(file)) {
        assertEquals(2, number(catalog.connection(), "PRAGMA user_version"));
        assertEquals(0, number(catalog.connection(), "SELECT count(*) FROM regions_of_images"));
        assertEquals(
            7,
            number(
                catalog.connection(),
                "SELECT id FROM run WHERE detector IS NULL AND segmenter IS NULL"));
        assertEquals(0, number(catalog.connection(), "SELECT count(located_by) FROM image"));
      }
    }
  }

  @Test
  void aPlaceThatTakesNoLockIsNamed() throws Exception {
    Path file = folder.resolve("c.sqlite");
    Files.createDirectory(folder.resolve("c.sqlite.lock"));
    FileSystemException e = assertThrows(FileSystemException.class, () -> Catalog.open(file));
    assertTrue(
        e.getMessage()
            .startsWith(file + ": expected a place for a catalogue that may be written to, found "),
        e.getMessage());
  }

  @Test
  void aLinkToACatalogueIsTheSameOne() throws Exception {
    Path file = folder.resolve("c.sqlite");
    Path link = folder.resolve("link.sqlite");
    try (Catalog writer = Catalog.open(file)) {
      assertEquals(file.toRealPath(), writer.file());
      Files.createSymbolicLink(link, file);
      assertThrows(FileSystemException.class, () -> Catalog.open(link).close());
    }
    Catalog.open(link).close();
  }

  @Test
  void readersAndOneWriter() throws Exception {
    Path file = folder.resolve("c.sqlite");
    try (Catalog writer = Catalog.open(file)) {
      FileSystemException second =
          assertThrows(FileSystemException.class, () -> Catalog.open(file).close());
      assertEquals(
          file + ": expected a catalogue that no other run writes to, found one that does",
          second.getMessage());
      execute(writer.connection(), "INSERT INTO root (path) VALUES ('/pictures')");
      try (Catalog reader = Catalog.openForReading(file)) {
        assertEquals(
            new CatalogRoot(1, Path.of("/pictures")), reader.roots().get(0), "seen by a reader");
      }
    }
    Catalog.open(file).close();
  }

  @Test
  void filesOfOthersAreRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a catalogue, but notes");
    assertEquals(
        "catalogue %s: expected a file that 'ram tag' made, found a file of another format"
            .formatted(text),
        assertThrows(FileFormatException.class, () -> Catalog.open(text)).getMessage());
    assertEquals("not a catalogue, but notes", Files.readString(text));

    Path other = folder.resolve("other.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other)) {
      execute(connection, "CREATE TABLE image (id INTEGER)");
    }
    byte[] before = Files.readAllBytes(other);
    assertEquals(
        "catalogue %s: expected a file that 'ram tag' made, found a database of another program"
            .formatted(other),
        assertThrows(FileFormatException.class, () -> Catalog.open(other)).getMessage());
    assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(other)));

    Path newer = folder.resolve("newer.sqlite");
    try (Catalog catalog = Catalog.open(newer)) {
      execute(catalog.connection(), "PRAGMA user_version = 3");
    }
    assertEquals(
        "catalogue %s: version: expected 2 or less, found 3, of a newer ram4j".formatted(newer),
        assertThrows(FileFormatException.class, () -> Catalog.openForReading(newer)).getMessage());
    assertThrows(
        NoSuchFileException.class, () -> Catalog.openForReading(folder.resolve("none.sqlite")));
    assertThrows(IOException.class, () -> Catalog.open(folder));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }
}
