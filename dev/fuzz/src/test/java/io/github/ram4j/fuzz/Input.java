package io.github.ram4j.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a target reads its input from, in a temporary folder of this process. */
public final class Input {
  private static final Path FOLDER = folder();

  private Input() {}

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("ram-fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder that the files are in. */
  public static Path parent() {
    return FOLDER;
  }

  /** A file of this content. */
  public static Path file(String name, byte[] content) throws IOException {
    Path file = FOLDER.resolve(name);
    file.toFile().deleteOnExit();
    return Files.write(file, content);
  }

  /**
   * Fails where a refusal does not say what it should.
   *
   * @param refusal of an input
   * @param named what its message has to name
   */
  public static void requireNames(Exception refusal, Path named) {
    String message = refusal.getMessage();
    if (message == null || !message.contains(named.getFileName().toString())) {
      throw new AssertionError("a refusal that does not name its file: " + message, refusal);
    }
  }
}
