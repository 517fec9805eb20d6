package io.github.ram4j.examples;

import io.github.ram4j.evaluate.EvaluatedModel;

/**
 * A row of the table that compares models.
 *
 * @param model what was evaluated
 * @param basis which tags: {@code own} or {@code shared}
 * @param perSecond pictures read and recognized in a second, NaN where that was not measured
 */
record EvaluationRow(EvaluatedModel model, String basis, double perSecond) {
  static final String OWN = "own";
  static final String SHARED = "shared";
}
