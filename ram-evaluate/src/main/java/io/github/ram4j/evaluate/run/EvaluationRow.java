package io.github.ram4j.evaluate.run;

import io.github.ram4j.evaluate.EvaluatedModel;

/**
 * A row of the table that compares models.
 *
 * @param model that was evaluated
 * @param basis the tags that it was evaluated on
 * @param perSecond images read and recognized in a second, NaN where that was not measured
 */
public record EvaluationRow(EvaluatedModel model, Basis basis, double perSecond) {
  /** The tags that a model is evaluated on. */
  public enum Basis {
    /** Those that all compared models have. */
    SHARED,
    /** All of the model's own. */
    OWN;

    /** The name in files: {@code shared} or {@code own}. */
    String fileName() {
      return this == SHARED ? "shared" : "own";
    }
  }

  /**
   * Whether the row is one of the tags that all compared models have.
   *
   * @return false for all of the model's own
   */
  public boolean isShared() {
    return basis == Basis.SHARED;
  }
}
