package io.github.ram4j.spark.data.program;

import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.data.GenerateOptions;
import io.github.ram4j.spark.data.DataPassResult;
import io.github.ram4j.spark.data.SparkTagGenerator;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Program that adds the tags that a model predicts. */
@Command(
    name = "generate",
    description = "Add to images the tags that a model predicts.",
    sortOptions = false)
final class GenerateProgram implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOptions given = new DataOptions();

  @Mixin private ThresholdOptions thresholds = new ThresholdOptions();

  @Option(
      names = "--min-score",
      paramLabel = "X",
      defaultValue = "0",
      description = "Least score of added tags, besides their thresholds, 0 to 1.")
  private float minScore;

  @Override
  public Integer call() throws IOException {
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new IllegalArgumentException("--min-score: expected 0 to 1, found " + minScore);
    }
    try (SparkSession spark = ClusterOptions.open("ram generate")) {
      HadoopFiles files = given.files(spark);
      ThresholdPolicy own = thresholds.policy(files);
      ThresholdPolicy policy =
          (tag, published) -> Math.max(own.threshold(tag, published), minScore);
      GenerateOptions options =
          GenerateOptions.defaults().withThresholds(policy).withStrict(given.isStrict());
      DataPassResult result =
          new SparkTagGenerator(given.model(), options).generate(given.job(spark));
      return given.finish(result, files, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
  }
}
