package io.github.ram4j.cli;

import io.github.ram4j.Recognizer;
import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.data.TagCleaner;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Program that marks or removes improbable tags. */
@Command(
    name = "clean",
    description = {
      "Mark or remove given tags that a model finds improbable: JSON Lines to JSON Lines.",
      "Each tag has its own limit: a quantile of its scores in images without it"
          + " (--others-quantile), but at most a quantile of its scores in its own images"
          + " (--max-share)."
    },
    sortOptions = false)
final class CleanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelAndExamples given;

  @Option(
      names = "--others-quantile",
      paramLabel = "X",
      defaultValue = "" + CleanOptions.DEFAULT_OTHERS_QUANTILE,
      description =
          "Share of the images without a tag that are below its limit (${DEFAULT-VALUE}). A higher"
              + " share finds more wrong tags, and more right ones.")
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
    given.require(spec.commandLine());
    DataPass pass = new DataPass(spec.commandLine());
    try (Recognizer recognizer = given.openModel(spec.commandLine().getErr())) {
      return pass.finish(
          new TagCleaner(recognizer, options, pass).clean(given.in(), given.out()), given);
    }
  }
}
