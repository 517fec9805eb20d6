package io.github.ram4j.cli;

import io.github.ram4j.Recognizer;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.data.GenerateOptions;
import io.github.ram4j.data.TagGenerator;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Program that adds the tags that a model predicts. */
@Command(
    name = "generate",
    description = "Add to images the tags that a model predicts: JSON Lines to JSON Lines.",
    sortOptions = false)
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelAndExamples given;

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
    given.require(spec.commandLine());
    DataPass pass = new DataPass(spec.commandLine());
    ThresholdPolicy thresholds = (tag, published) -> Math.max(published, minScore);
    try (Recognizer recognizer = given.openModel(spec.commandLine().getErr())) {
      GenerateOptions options =
          GenerateOptions.defaults().withThresholds(thresholds).withStrict(given.isStrict());
      return pass.finish(
          new TagGenerator(recognizer, options, pass).generate(given.in(), given.out()), given);
    }
  }
}
