package io.github.ram4j.spark;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/** The digest of a model where it is: on executors; the driver need not have it. */
final class ModelDigest implements Function<TaggingOptions, String> {
  private static final long serialVersionUID = 1;

  /** Asks an executor, by a job of one task. */
  static String onExecutor(SparkSession spark, TaggingOptions options) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(options), 1)
        .map(new ModelDigest())
        .first();
  }

  @Override
  public String call(TaggingOptions options) throws IOException {
    return ModelPlace.of(options.model()).bundle(options.caption()).digest();
  }
}
