package io.github.ram4j.metadata;

import java.time.Instant;
import java.util.Objects;

/**
 * What is remembered of an automatic run.
 *
 * @param model the model's name; a later run of the same name is a run of the same model
 * @param program the program and its version, such as "ram4j 0.1.0"
 * @param date when the run was; kept to the second
 */
public record RunInfo(String model, String program, Instant date) {

  /** Checks that the texts are not blank. */
  public RunInfo {
    Objects.requireNonNull(date, "date");
    if (model.isBlank() || program.isBlank()) {
      throw new IllegalArgumentException(
          "run: expected a model and a program, found a blank instead");
    }
  }
}
