package io.github.ram4j.lines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of others, opened to be read. Of a folder the system's own message names none. */
public final class InputFile {
  private InputFile() {}

  /**
   * Opens a text in UTF-8; other bytes lead to a {@link java.nio.charset.CharacterCodingException}.
   *
   * @param file a file
   * @return to be closed by the caller
   * @throws FileSystemException if it is a folder
   * @throws IOException if it cannot be opened
   */
  public static BufferedReader reader(Path file) throws IOException {
    requireNoFolder(file);
    return Files.newBufferedReader(file);
  }

  /**
   * Opens a file.
   *
   * @param file a file
   * @return to be closed by the caller
   * @throws FileSystemException if it is a folder
   * @throws IOException if it cannot be opened
   */
  public static InputStream stream(Path file) throws IOException {
    requireNoFolder(file);
    return Files.newInputStream(file);
  }

  /**
   * Reads a text in UTF-8 whole; other bytes lead to a {@link
   * java.nio.charset.CharacterCodingException}.
   *
   * @param file a file
   * @return its text
   * @throws FileSystemException if it is a folder
   * @throws IOException if it cannot be read
   */
  public static String text(Path file) throws IOException {
    requireNoFolder(file);
    return Files.readString(file);
  }

  private static void requireNoFolder(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "expected a file, found a folder");
    }
  }
}
