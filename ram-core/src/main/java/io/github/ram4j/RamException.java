package io.github.ram4j;

/**
 * Something about a model, an image or the engine is wrong; the message says what, what was
 * expected and what was found.
 *
 * <p>Mistakes of the caller are {@link IllegalArgumentException}s, calls after {@code close} are
 * {@link IllegalStateException}s, and files that cannot be read are {@link java.io.IOException}s.
 */
public class RamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message what is wrong, what was expected, what was found and where
   */
  public RamException(String message) {
    super(message);
  }

  /**
   * An exception with the exception that led to it.
   *
   * @param message what is wrong, what was expected, what was found and where
   * @param cause kept for {@link #getCause()}
   */
  public RamException(String message, Throwable cause) {
    super(message, cause);
  }
}
