package io.github.ram4j.catalog;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open catalogue: the images of folders with their tags, captions and embeddings, in one SQLite
 * file. Tables and views are described in {@code docs/catalog.md}.
 *
 * <p>One run at a time may write. Any number may read, while one writes, too. Not thread-safe; the
 * code that opened a catalogue closes it.
 */
public final class Catalog implements AutoCloseable {
  /** The name of the hidden folder of a catalogue that lies in the folder of its images. */
  public static final String FOLDER = ".ram4j";

  /** The name of the file in that folder. */
  public static final String FILE = "catalog.sqlite";

  /** The version of the schema, as {@code PRAGMA user_version} tells it. */
  public static final int VERSION = 1;

  /** What {@code PRAGMA application_id} tells of a catalogue: "ram4" in ASCII. */
  public static final int APPLICATION_ID = 0x72616D34;

  private final Path file;
  private final Connection connection;
  private final @Nullable CatalogLock lock;

  private Catalog(Path file, Connection connection, @Nullable CatalogLock lock) {
    this.file = file;
    this.connection = connection;
    this.lock = lock;
  }

  /**
   * The usual place of a folder's catalogue.
   *
   * @param folder of images
   * @return {@code FOLDER/.ram4j/catalog.sqlite}
   */
  public static Path placeIn(Path folder) {
    return folder.resolve(FOLDER).resolve(FILE);
  }

  /**
   * Opens a catalogue to write to it, or makes a new one. A lock file beside it, {@code NAME.lock},
   * keeps other runs away; it stays.
   *
   * @param file the catalogue; a new or empty file becomes one, and the folder {@code .ram4j} is
   *     made for it
   * @return the catalogue, to be closed by the caller
   * @throws FileFormatException if the file is something else, or a catalogue of a newer version
   * @throws java.nio.file.FileSystemException if another run writes to it
   * @throws IOException if it cannot be read or made
   */
  public static Catalog open(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && folder.endsWith(FOLDER) && !Files.isDirectory(folder)) {
      Files.createDirectory(folder);
    }
    Path whole = whole(file);
    CatalogFile.requireSqlite(whole);
    CatalogLock lock = CatalogLock.take(whole);
    try {
      return new Catalog(whole, CatalogFile.connectToWrite(whole), lock);
    } catch (SQLException e) {
      lock.close();
      throw CatalogFile.failure(whole, e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens a catalogue to read it. Another run may write meanwhile: each query sees what is finished
   * when it begins.
   *
   * @param file an existing catalogue
   * @return the catalogue, to be closed by the caller
   * @throws FileFormatException if the file is something else, or a catalogue of a newer version
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read
   */
  public static Catalog openForReading(Path file) throws IOException {
    Path whole = whole(file);
    if (!Files.exists(whole)) {
      throw new NoSuchFileException(
          file.toString(), null, "expected a catalogue, as 'ram tag' makes it, found no such file");
    }
    CatalogFile.requireSqlite(whole);
    try {
      return new Catalog(whole, CatalogFile.connectToRead(whole), null);
    } catch (SQLException e) {
      throw CatalogFile.failure(whole, e);
    }
  }

  /** The file by one name, whatever links lead to it or to its folder. */
  private static Path whole(Path file) throws IOException {
    if (Files.exists(file)) {
      return file.toRealPath();
    }
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    return folder != null && Files.isDirectory(folder)
        ? folder.toRealPath().resolve(absolute.getFileName())
        : absolute;
  }

  /**
   * The file of the catalogue.
   *
   * @return an absolute path
   */
  public Path file() {
    return file;
  }

  /**
   * The connection for queries in SQL. It commits each statement by itself unless told otherwise;
   * what changes a catalogue is for this module alone.
   *
   * @return the same at each call; closed with the catalogue
   */
  public Connection connection() {
    return connection;
  }

  /**
   * The folders of images in the catalogue.
   *
   * @return in the order in which they came
   * @throws IOException if the catalogue cannot be read
   */
  public List<CatalogRoot> roots() throws IOException {
    List<CatalogRoot> roots = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, path FROM root ORDER BY id")) {
      while (rows.next()) {
        roots.add(new CatalogRoot(rows.getLong(1), folder(rows.getString(2))));
      }
      return roots;
    } catch (SQLException e) {
      throw CatalogFile.failure(file, e);
    }
  }

  /**
   * The root of a folder, which is added to a catalogue that does not have it yet.
   *
   * @param folder an existing folder; links are followed
   * @return the root
   * @throws java.nio.file.FileSystemException if it is a file, or lies in another root's folder or
   *     around it: its images would be in the catalogue twice
   * @throws IOException if there is no such folder, or the catalogue cannot be written
   */
  public CatalogRoot root(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new FileSystemException(
          folder.toString(), null, "expected a folder of images, found a file");
    }
    for (CatalogRoot root : roots()) {
      if (root.folder().equals(real)) {
        return root;
      }
    }
    requireApart(folder, real);
    String path =
        CatalogFile.ownFolder(file).equals(real) && file.equals(placeIn(real))
            ? CatalogFile.OWN_FOLDER
            : real.toString();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO root (path) VALUES (?) RETURNING id")) {
      insert.setString(1, path);
      try (ResultSet rows = insert.executeQuery()) {
        return new CatalogRoot(rows.getLong(1), real);
      }
    } catch (SQLException e) {
      throw CatalogFile.failure(file, e);
    }
  }

  private void requireApart(Path folder, Path real) throws IOException {
    for (CatalogRoot root : roots()) {
      boolean within = real.startsWith(root.folder());
      if (within || root.folder().startsWith(real)) {
        throw new FileSystemException(
            folder.toString(),
            null,
            "expected a folder apart from those of the catalogue, found one %s %s"
                .formatted(within ? "within" : "around", root.folder()));
      }
    }
  }

  /**
   * The folder that a root's path stands for.
   *
   * @param rootPath the column {@code root.path}
   * @return an absolute path; of ".", the folder whose {@code .ram4j} the catalogue lies in
   */
  public Path folder(String rootPath) {
    return rootPath.equals(CatalogFile.OWN_FOLDER)
        ? CatalogFile.ownFolder(file)
        : Path.of(rootPath);
  }

  /**
   * An exception for a query that failed, which names the catalogue.
   *
   * @param cause what JDBC threw
   * @return to be thrown by the caller
   */
  public IOException failure(SQLException cause) {
    return CatalogFile.failure(file, cause);
  }

  /** Closes the file and gives up the lock. Closing again does nothing. */
  @Override
  public void close() throws IOException {
    try (lock) {
      connection.close();
    } catch (SQLException e) {
      throw CatalogFile.failure(file, e);
    }
  }
}
