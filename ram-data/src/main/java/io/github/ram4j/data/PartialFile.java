package io.github.ram4j.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file under a hidden name beside its own, which it takes when it is whole.
 *
 * <p>Not thread-safe. Whoever makes one writes to {@link #path()}, closes what it wrote with, calls
 * {@link #finish()} if all went well, and closes this in any case.
 */
public final class PartialFile implements AutoCloseable {
  private final Path file;
  private final Path partial;

  /**
   * Nothing is written yet.
   *
   * @param file the name that the file takes in the end; a file of that name is replaced then
   * @throws FileNotFoundException if the name is a folder's, or the folder does not exist
   */
  public PartialFile(Path file) throws IOException {
    this.file = file.toAbsolutePath();
    if (Files.isDirectory(this.file) || !Files.isDirectory(this.file.getParent())) {
      throw new FileNotFoundException(
          file + ": expected the name of a file in a folder that exists, found another");
    }
    this.partial =
        this.file.resolveSibling("." + file.getFileName() + ".partial-" + UUID.randomUUID());
  }

  /**
   * What is to be written.
   *
   * @return the hidden name; no file has it yet
   */
  public Path path() {
    return partial;
  }

  /**
   * Gives the file its name.
   *
   * @throws IOException if it cannot be moved, or was not written
   */
  public void finish() throws IOException {
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes what was written and not finished. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(partial);
  }
}
