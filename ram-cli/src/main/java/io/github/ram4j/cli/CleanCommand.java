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
      "Marks or removes given tags that a model finds improbable: JSON Lines to JSON Lines.",
      "Each tag has its own limit: the score that a share of the images without the tag is below,"
          + " but no higher than the one that a share of its own images is below."
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
          "The share of the images without a tag that are below its limit (${DEFAULT-VALUE})."
              + " Higher finds more wrong tags, and more right ones.")
  private double othersQuantile;

  @Option(
      names = "--max-share",
      paramLabel = "X",
      defaultValue = "" + CleanOptions.DEFAULT_MAX_SHARE,
      description = "The largest share of its images that a tag can lose (${DEFAULT-VALUE}).")
  private double maxShare;

  @Option(
      names = "--min-examples",
      paramLabel = "N",
      defaultValue = "" + CleanOptions.DEFAULT_MIN_EXAMPLES,
      description = "Tags of fewer images are left alone (${DEFAULT-VALUE}).")
  private int minExamples;

  @Option(
      names = "--remove",
      description = "Take the tags out, and name them in \"removed\"; marked by default.")
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
