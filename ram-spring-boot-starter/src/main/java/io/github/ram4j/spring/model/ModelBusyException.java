package io.github.ram4j.spring.model;

import io.github.ram4j.RamException;

/**
 * Too many calls: none of those running ended within the time that a call may wait. The sender may
 * try again later: a service answers 503.
 */
public final class ModelBusyException extends RamException {
  private static final long serialVersionUID = 1;

  /**
   * An exception without a cause.
   *
   * @param message the model, the limit and the time, and how many waited
   */
  public ModelBusyException(String message) {
    super(message);
  }
}
