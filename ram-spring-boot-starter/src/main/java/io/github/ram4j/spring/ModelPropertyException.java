package io.github.ram4j.spring;

import io.github.ram4j.RamException;
import org.jspecify.annotations.Nullable;

/** A property of which no model can be made. At a start Spring Boot reports it without a stack. */
public final class ModelPropertyException extends RamException {
  private static final long serialVersionUID = 1;

  private final String property;
  private final String expected;
  private final String found;

  /**
   * An exception about one property.
   *
   * @param property its whole name
   * @param expected a value of this kind
   * @param found the value, or what is wrong about it
   * @param cause the exception that led to it; null for none
   */
  public ModelPropertyException(
      String property, String expected, String found, @Nullable Throwable cause) {
    super("%s: expected %s, found %s".formatted(property, expected, found));
    if (cause != null) {
      initCause(cause);
    }
    this.property = property;
    this.expected = expected;
    this.found = found;
  }

  /**
   * The property.
   *
   * @return its whole name
   */
  public String property() {
    return property;
  }

  /**
   * The expected value.
   *
   * @return its kind, in words
   */
  public String expected() {
    return expected;
  }

  /**
   * The value found.
   *
   * @return the value, or what is wrong about it
   */
  public String found() {
    return found;
  }
}
