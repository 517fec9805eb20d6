package io.github.ram4j.cli;

import java.util.function.Supplier;

/** Values of options, refused by the name of the option. */
public final class OptionValue {
  private OptionValue() {}

  /**
   * Makes something of an option's value.
   *
   * @param option name of the option
   * @param made from its value
   * @return what was made
   * @throws IllegalArgumentException if the value is refused; the message begins with the option
   */
  public static <T> T of(String option, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      // The name that the library has for the value says less than the option.
      String message = e.getMessage();
      throw new IllegalArgumentException(
          option + ": " + message.substring(Math.max(0, message.indexOf("expected "))), e);
    }
  }
}
