package io.github.ram4j.spark.data.program;

import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.spark.data.DataPassResult;
import io.github.ram4j.spark.data.SparkTagCleaner;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Program that marks or removes improbable tags. */
@Command(
    name = "clean",
    description = "Mark or remove given tags that a model finds improbable.",
    sortOptions = false)
final class CleanProgram implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOptions given = new DataOptions();

  @Option(
      names = "--others-quantile",
      paramLabel = "X",
      defaultValue = "" + CleanOptions.DEFAULT_OTHERS_QUANTILE,
      description =
          "Share of the images without a tag that are below its limit (${DEFAULT-VALUE}).")
  private double othersQuantile;

  @Option(
      names = "--max-share",
      paramLabel = "X",
      defaultValue = "" + CleanOptions.DEFAULT_MAX_SHARE,
      description = "Largest share of its images that a tag can lose (${DEFAULT-VALUE}).")
  private double maxShare;

  @Option(
      names = "--min-examples",
      paramLabel = "N",
      defaultValue = "" + CleanOptions.DEFAULT_MIN_EXAMPLES,
      description = "Least number of images of a tag; others are left alone (${DEFAULT-VALUE}).")
  private int minExamples;

  @Option(
      names = "--remove",
      description = "Remove the tags, and name them in \"removed\"; by default they are marked.")
  private boolean remove;

  @Override
  public Integer call() throws IOException {
    CleanOptions options =
        CleanOptions.defaults()
            .withOthersQuantile(othersQuantile)
            .withMaxShare(maxShare)
            .withMinExamples(minExamples)
            .withRemove(remove)
            .withStrict(given.isStrict());
    try (SparkSession spark = ClusterOptions.open("ram clean")) {
      HadoopFiles files = given.files(spark);
      DataPassResult result = new SparkTagCleaner(given.model(), options).clean(given.job(spark));
      return given.finish(result, files, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
  }
}
