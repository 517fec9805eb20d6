package io.github.ram4j.evaluate.run;

import io.github.ram4j.evaluate.Evaluation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of one or several models on the same images, without scores and images. Immutable and
 * thread-safe.
 *
 * @param images number of images with scores of all models
 * @param skipped number of images that are left out
 * @param rows figures of each model
 */
public record EvaluationSummary(int images, int skipped, List<Row> rows) {
  /** Copies the list. */
  public EvaluationSummary {
    rows = List.copyOf(rows);
  }

  /**
   * Figures of one model.
   *
   * @param name name in reports
   * @param basis the tags of the evaluation
   * @param perSecond images read and recognized in a second, NaN where that was not measured
   * @param unknown tags of the truth that the model lacks, each with the number of images
   * @param evaluation the figures
   */
  public record Row(
      String name,
      EvaluationRow.Basis basis,
      double perSecond,
      Map<String, Integer> unknown,
      Evaluation evaluation) {
    /** Copies the map. */
    public Row {
      unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }
  }
}
