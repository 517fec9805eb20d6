package io.github.ram4j.quantize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A hidden folder of files, deleted on close and when the JVM is told to stop. */
final class TemporaryFolder implements AutoCloseable {
  private final Path path;
  private final Thread cleanUp = new Thread(this::deleteQuietly, "ram4j-clean-up");

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  static TemporaryFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(parent, ".quantize-"));
    Runtime.getRuntime().addShutdownHook(folder.cleanUp);
    return folder;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    deleteQuietly();
    try {
      Runtime.getRuntime().removeShutdownHook(cleanUp);
    } catch (IllegalStateException e) {
      // The JVM is stopping, and the hook runs anyway.
    }
  }

  private void deleteQuietly() {
    try (Stream<Path> listed = Files.list(path)) {
      List<Path> files = listed.toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Nothing more can be done; the folder's name has its purpose.
    }
  }
}
