package io.github.ram4j.examples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file under a hidden name beside its own, which it takes when it is whole. */
final class PartialFile implements AutoCloseable {
  private final Path file;
  private final Path partial;

  /**
   * Nothing is written yet.
   *
   * @throws FileNotFoundException if the name is a folder's, or the folder does not exist
   */
  PartialFile(Path file) throws IOException {
    this.file = file.toAbsolutePath();
    if (Files.isDirectory(this.file) || !Files.isDirectory(this.file.getParent())) {
      throw new FileNotFoundException(
          file + ": expected the name of a file in a folder that exists, found another");
    }
    this.partial =
        this.file.resolveSibling("." + file.getFileName() + ".partial-" + UUID.randomUUID());
  }

  /** What is to be written. */
  Path path() {
    return partial;
  }

  /** Gives the file its name. */
  void finish() throws IOException {
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(partial);
  }
}
