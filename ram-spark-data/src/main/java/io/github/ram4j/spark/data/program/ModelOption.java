package io.github.ram4j.spark.data.program;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Option of the model. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "A bundle, as 'ram convert' writes it: an absolute path that all executors see, or the"
              + " name of a file or archive that was added by --files or --archives of"
              + " spark-submit; or photo or clipart, the models that ship.")
  private @Nullable String model;

  /** The model's name, from either place of the command line. */
  String name(@Nullable String given) {
    if (model != null && given != null) {
      throw new IllegalArgumentException(
          "model: expected it once, found %s and --model %s".formatted(given, model));
    }
    String name = model == null ? given : model;
    if (name == null) {
      throw new IllegalArgumentException("model: expected MODEL or --model, found neither");
    }
    return name;
  }
}
