package io.github.ram4j;

/**
 * Thrown when something about a model, an image or the engine is wrong. The message names the thing
 * and says what was expected of it and what was found.
 *
 * <p>Mistakes of the caller are {@link IllegalArgumentException}s, calls after {@code close} are
 * {@link IllegalStateException}s, and files that cannot be read are {@link java.io.IOException}s.
 */
public class RamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the thing, what was expected of it, what was found, and where
   */
  public RamException(String message) {
    super(message);
  }

  /**
   * An exception with the exception that led to it.
   *
   * @param message the thing, what was expected of it, what was found, and where
   * @param cause kept for {@link #getCause()}
   */
  public RamException(String message, Throwable cause) {
    super(message, cause);
  }
}
