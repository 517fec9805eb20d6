package io.github.ram4j.describe;

import io.github.ram4j.RamException;

/** Thrown when a chat model gives no answer. The message has the model and the service's status. */
public final class ChatException extends RamException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the model, what was expected and what was found
   */
  public ChatException(String message) {
    super(message);
  }

  /**
   * An exception with the exception that led to it.
   *
   * @param message the model, what was expected and what was found
   * @param cause kept for {@link #getCause()}
   */
  public ChatException(String message, Throwable cause) {
    super(message, cause);
  }
}
