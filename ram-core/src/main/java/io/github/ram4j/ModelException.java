package io.github.ram4j;

/**
 * Thrown when a checkpoint, bundle or ONNX file is damaged, incomplete, unsafe or of an unknown
 * kind.
 */
public class ModelException extends RamException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the file, what was expected of it and what was found
   */
  public ModelException(String message) {
    super(message);
  }

  /**
   * An exception with the exception that led to it.
   *
   * @param message the file, what was expected of it and what was found
   * @param cause kept for {@link #getCause()}
   */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
