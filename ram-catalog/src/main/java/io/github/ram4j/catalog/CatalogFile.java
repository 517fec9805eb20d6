package io.github.ram4j.catalog;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.RamException;
import io.github.ram4j.files.NoExecMount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file of a catalogue: how it is opened, told from other files, and made. */
final class CatalogFile {
  /** The path of the root that holds the catalogue's folder. */
  static final String OWN_FOLDER = ".";

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int BUSY_MS = 10_000;
  private static final int PAGE = 8192;

  /** The write-ahead log stays at some 2 MB. */
  private static final int CHECKPOINT_PAGES = 250;

  private CatalogFile() {}

  /** The folder whose {@code .ram4j} holds the catalogue. */
  static Path ownFolder(Path file) {
    Path folder = Objects.requireNonNull(file.getParent(), "folder of a catalogue");
    return Objects.requireNonNullElse(folder.getParent(), folder);
  }

  /** Requires a file of SQLite, an empty one, or none. Nothing is opened by SQLite before this. */
  static void requireSqlite(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(
          file.toString(), null, "expected a catalogue (a file), found a folder or a device");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(MAGIC.length);
      if (head.length != 0 && !Arrays.equals(head, MAGIC)) {
        throw isNone(file, "a file of another format");
      }
    }
  }

  static Connection connectToWrite(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setPageSize(PAGE);
    Connection connection = connect(config, file, "");
    try {
      if (isNew(file, connection)) {
        CatalogSchema.make(connection);
      } else {
        CatalogSchema.upgrade(connection, number(connection, "PRAGMA user_version"));
      }
      pragma(connection, "journal_mode = WAL");
      pragma(connection, "synchronous = NORMAL");
      pragma(connection, "temp_store = FILE");
      pragma(connection, "wal_autocheckpoint = " + CHECKPOINT_PAGES);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  static Connection connectToRead(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    // On a medium that cannot be written to, nobody else writes either.
    boolean fixed =
        !Files.isWritable(Objects.requireNonNull(file.getParent()))
            && !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    Connection connection = connect(config, file, fixed ? "?immutable=1" : "");
    try {
      if (isNew(file, connection)) {
        throw isNone(file, "an empty file");
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MS);
    config.enforceForeignKeys(true);
    return config;
  }

  private static Connection connect(SQLiteConfig config, Path file, String parameters)
      throws SQLException {
    try {
      return config.createConnection("jdbc:sqlite:" + file.toUri().toASCIIString() + parameters);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw unloadable(e);
    }
  }

  private static RamException unloadable(LinkageError e) {
    Path folder =
        Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
    return new RamException(
        "SQLite's library: expected to load it, found %s%s"
            .formatted(e.getMessage(), NoExecMount.hint(folder, "org.sqlite.tmpdir")),
        e);
  }

  /** Returns whether a file has nothing in it yet. */
  private static boolean isNew(Path file, Connection connection) throws SQLException {
    int application = number(connection, "PRAGMA application_id");
    int version = number(connection, "PRAGMA user_version");
    int parts = number(connection, "SELECT count(*) FROM sqlite_schema");
    if (application == 0 && version == 0 && parts == 0) {
      return true;
    }
    if (application != Catalog.APPLICATION_ID) {
      throw isNone(file, "a database of another program");
    }
    if (version > Catalog.VERSION) {
      throw new FileFormatException(
          "catalogue %s: version: expected %d or less, found %d, of a newer ram4j"
              .formatted(file, Catalog.VERSION, version));
    }
    if (version < 1) {
      throw isNone(file, "version " + version + " of a catalogue, which no ram4j has written");
    }
    return false;
  }

  private static FileFormatException isNone(Path file, String found) {
    return new FileFormatException(
        "catalogue %s: expected a file that 'ram tag' made, found %s".formatted(file, found));
  }

  private static void pragma(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + text);
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getInt(1);
    }
  }

  /** What SQLite said of a file, as an exception about the file. */
  static IOException failure(Path file, SQLException e) {
    if (e instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      String reason =
          switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_FULL -> "expected room on the disk, found it full";
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                "expected an undamaged catalogue, found " + code.message;
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "expected a catalogue that no other program holds, found one that does";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                "expected a file and a folder that may be written to, found " + code.message;
            default -> "expected to read or write it, found " + e.getMessage();
          };
      return (IOException) new FileSystemException(file.toString(), null, reason).initCause(e);
    }
    return (IOException)
        new FileSystemException(
                file.toString(), null, "expected to read or write it, found " + e.getMessage())
            .initCause(e);
  }
}
