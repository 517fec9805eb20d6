package io.github.ram4j.evaluate.run;

import io.github.ram4j.evaluate.EvaluatedModel;

/**
 * A row of the table that compares models.
 *
 * @param model the evaluated model
 * @param basis the tags of the evaluation
 * @param perSecond images read and recognized in a second, NaN where that was not measured
 */
public record EvaluationRow(EvaluatedModel model, Basis basis, double perSecond) {
  /** The tags that a model is evaluated on. */
  public enum Basis {
    /** The tags that all compared models share. */
    SHARED,
    /** All tags of the model. */
    OWN;

    /** The name in files: {@code shared} or {@code own}. */
    String fileName() {
      return this == SHARED ? "shared" : "own";
    }
  }

  /**
   * Returns whether the row is of the tags that all compared models share.
   *
   * @return false for all tags of the model
   */
  public boolean isShared() {
    return basis == Basis.SHARED;
  }
}
