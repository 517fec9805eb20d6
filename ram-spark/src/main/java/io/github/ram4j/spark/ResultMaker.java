package io.github.ram4j.spark;

import io.github.ram4j.spark.table.TableIdentity;
import java.util.Map;

/** What makes results: the model, and all options that change them. */
final class ResultMaker {
  /** Counts changes of the columns of results. */
  private static final int FORMAT = 1;

  private ResultMaker() {}

  /**
   * The identity of the results of some options.
   *
   * @param digest of the model
   * @param partition how the table is partitioned
   */
  static TableIdentity identity(TaggingOptions options, String digest, String partition) {
    return new TableIdentity(
        options.model(),
        Map.of(
            "format",
            String.valueOf(FORMAT),
            "model-digest",
            digest,
            "top-k",
            String.valueOf(options.topK()),
            "threshold",
            options.threshold().isPresent()
                ? String.valueOf(options.threshold().getAsDouble())
                : "the model's",
            "caption",
            String.valueOf(options.caption()),
            "embedding",
            String.valueOf(options.embedding()),
            "languages",
            String.join(",", options.languages().stream().distinct().sorted().toList()),
            "partition-by",
            partition));
  }
}
