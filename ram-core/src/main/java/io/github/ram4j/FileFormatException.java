package io.github.ram4j;

/**
 * Thrown when a file is not in its format, or does not fit the data that it is used with. Such
 * files are tag lists, thresholds, the truth of an evaluation, scores, synonyms, examples, and
 * images and sidecars as far as their metadata goes.
 */
public class FileFormatException extends RamException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the file, the line where one is wrong, what was expected and what was found
   */
  public FileFormatException(String message) {
    super(message);
  }

  /**
   * An exception with the exception that led to it.
   *
   * @param message the file, the line where one is wrong, what was expected and what was found
   * @param cause kept for {@link #getCause()}
   */
  public FileFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
