package io.github.ram4j.train;

/**
 * Options of a training as text, by which a run recognizes a training that it may resume.
 *
 * <p>The words of the text are part of the file format of {@code last.pth} and stay as they are,
 * whatever Java calls the options.
 */
final class OptionsText {
  private OptionsText() {}

  /** All options that change the steps of a training, and the model's sizes. */
  static String of(StartingModel model, TrainOptions options) {
    return "steps %d, batch %d, %s, part %s, %s, %s, sampled tags %d, seed %d, threads %d, %s, %s"
        .formatted(
            options.steps(),
            options.batch(),
            rate(options.learningRate(), options.steps()),
            trainable(options.trainable()),
            loss(options.loss()),
            regularization(options.regularization()),
            options.sampledTags(),
            options.seed(),
            options.run().threads(),
            precision(options.run().precision()),
            model.shape().sizes().describe());
  }

  private static String rate(LearningRateSchedule rate, long steps) {
    return "LearningRate[peak=%s, warmupSteps=%d, floor=%s]"
        .formatted(rate.peak(), rate.warmup(steps), rate.floor());
  }

  private static String trainable(TrainableParameters parameters) {
    return switch (parameters) {
      case ALL -> "ALL";
      case HEAD -> "HEAD";
      case ENCODER -> "ENCODER";
      case NEW_TAGS -> "NEW_TAGS";
    };
  }

  private static String loss(LossOptions loss) {
    return "Losses[gammaNegative=%s, gammaPositive=%s, shift=%s, labelSmoothing=%s]"
        .formatted(loss.gammaNegative(), loss.gammaPositive(), loss.shift(), loss.labelSmoothing());
  }

  private static String regularization(Regularization some) {
    return ("Regularization[weightDecay=%s, dropout=%s, dropPath=%s, averageDecay=%s,"
            + " gradientClip=%s]")
        .formatted(
            some.weightDecay(),
            some.dropout(),
            some.dropPath(),
            some.averageDecay(),
            some.gradientClip());
  }

  private static String precision(ComputePrecision precision) {
    return switch (precision) {
      case FLOAT32 -> "FLOAT32";
      case BFLOAT16 -> "BFLOAT16";
    };
  }
}
