package io.github.ram4j.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file under a hidden name beside its own, which it takes when it is whole. Closed before that,
 * or with the JVM told to stop, it is deleted. Not thread-safe.
 */
public final class PartialFile implements AutoCloseable {
  private final Path file;
  private final Path partial;
  private final Thread cleanUp;

  /**
   * Nothing is written yet.
   *
   * @param file the name to be taken; a file of that name is replaced
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
    this.cleanUp = new Thread(this::deleteQuietly, "ram4j-clean-up");
    Runtime.getRuntime().addShutdownHook(cleanUp);
  }

  /**
   * What is to be written.
   *
   * @return the hidden name
   */
  public Path path() {
    return partial;
  }

  /**
   * Gives the file its name.
   *
   * @throws IOException if it cannot be moved; it is deleted by {@link #close} then
   */
  public void finish() throws IOException {
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes the file unless it is finished. Closing again does nothing. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(partial);
    try {
      Runtime.getRuntime().removeShutdownHook(cleanUp);
    } catch (IllegalStateException e) {
      // The JVM is stopping, and the hook runs anyway.
    }
  }

  private void deleteQuietly() {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      // Nothing more can be done; the file's name says that it is partial.
    }
  }
}
