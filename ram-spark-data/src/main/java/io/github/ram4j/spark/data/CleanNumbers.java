package io.github.ram4j.spark.data;

import io.github.ram4j.data.CleanOptions;
import java.io.Serializable;

/** Options of cleaning on their way to executors. */
record CleanNumbers(
    double othersQuantile, double maxShare, int minExamples, boolean remove, boolean strict)
    implements Serializable {

  static CleanNumbers of(CleanOptions options) {
    return new CleanNumbers(
        options.othersQuantile(),
        options.maxShare(),
        options.minExamples(),
        options.remove(),
        options.strict());
  }

  CleanOptions options() {
    return CleanOptions.defaults()
        .withOthersQuantile(othersQuantile)
        .withMaxShare(maxShare)
        .withMinExamples(minExamples)
        .withRemove(remove)
        .withStrict(strict);
  }
}
