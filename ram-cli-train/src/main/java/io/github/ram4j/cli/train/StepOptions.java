package io.github.ram4j.cli.train;

import io.github.ram4j.cli.OptionValue;
import io.github.ram4j.train.ComputePrecision;
import io.github.ram4j.train.LearningRateSchedule;
import io.github.ram4j.train.Regularization;
import io.github.ram4j.train.RunOptions;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import io.github.ram4j.train.TrainableParameters;
import io.github.ram4j.train.data.TrainingSet;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of the trained parameters, the length and the computation. */
final class StepOptions {
  @Option(
      names = "--part",
      paramLabel = "PART",
      defaultValue = "all",
      converter = PartName.class,
      description =
          "Trained parameters: all (default); head, all but the image encoder; encoder, a new RAM's"
              + " image encoder before there is a head; or new-tags, those of added tags alone, so"
              + " that all other tags keep their scores.")
  private TrainableParameters part;

  @ArgGroup private Length length = new Length();

  /** The length; one of these options. */
  static final class Length {
    @Option(
        names = "--steps",
        paramLabel = "N",
        description = "Number of steps of the whole training.")
    private Long steps;

    @Option(
        names = "--epochs",
        paramLabel = "N",
        description = "Number of passes over the images; 10 by default.")
    private Integer epochs;
  }

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Number of images of a step; 16 by default.")
  private Integer batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Learning rate of AdamW after the warm-up; a cosine leads from there to 0. 5e-5 by"
              + " default for all, 1e-4 for the head, 1e-3 for new tags alone.")
  private Double rate;

  @Option(
      names = "--warmup",
      paramLabel = "STEPS",
      description = "Number of steps of the warm-up; a twentieth of all by default, at most 3,000.")
  private Long warmup;

  @Option(
      names = "--weight-decay",
      paramLabel = "SHARE",
      description = "Weight decay of AdamW; 0.05 by default, none for new tags alone.")
  private Double weightDecay;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "Dropout in the BERT parts; 0.1 by default, 0 for new tags alone.")
  private Double dropout;

  @Option(
      names = "--drop-path",
      paramLabel = "SHARE",
      description =
          "Drop path in the image encoder; 0.1 by default if that is trained, otherwise 0.")
  private Double dropPath;

  @Option(
      names = "--average",
      paramLabel = "DECAY",
      description = "Decay of the moving average of weights; 0.999 by default, 0 for no average.")
  private Double average;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "Largest norm of the gradients; 1 by default, 0 for no clipping.")
  private Double clip;

  @Option(
      names = "--sampled-tags",
      paramLabel = "N",
      description =
          "Number of sampled tags for each image: its own, and a sample of the others, which count"
              + " for the rest; 0 for all. 512 by default if the model has more than 1,024.")
  private Integer sampledTags;

  @Option(
      names = "--bfloat16",
      description =
          "Compute products in bfloat16: faster on processors with AVX512-BF16 or AMX, slower on"
              + " others.")
  private boolean bfloat16;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Number of threads; all processors by default, but not more than a batch has images.")
  private Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random; 1 by default.")
  private long seed = 1;

  @Option(
      names = "--validate-every",
      paramLabel = "STEPS",
      description =
          "Number of steps between validations; a twentieth of all by default, at most 500.")
  private Long validateEvery;

  @Option(
      names = "--save-every",
      paramLabel = "MINUTES",
      description = "Minutes between saves of the state; 5 by default.")
  private Double saveMinutes;

  @Option(
      names = "--minutes",
      paramLabel = "MINUTES",
      description =
          "Stop and save after this time, to resume in a later run; 0, the default, for never.")
  private double minutes;

  long seed() {
    return seed;
  }

  /** Returns the options of a training: the library's defaults unless given. */
  TrainOptions toOptions(StartingModel start, TrainingSet set) {
    TrainOptions options =
        TrainOptions.defaultsFor(start, set)
            .withTrainable(part)
            .withSeed(seed)
            .withLearningRate(this::learningRate)
            .withRegularization(this::regularization)
            .withRun(this::run);
    options = batch == null ? options : options.withBatch(batch);
    options = sampledTags == null ? options : options.withSampledTags(sampledTags);
    options = length.steps == null ? options : options.withSteps(length.steps);
    return length.epochs == null ? options : options.withEpochs(length.epochs);
  }

  private LearningRateSchedule learningRate(LearningRateSchedule schedule) {
    LearningRateSchedule given = rate == null ? schedule : schedule.withPeak(rate);
    return warmup == null ? given : given.withWarmup(warmup);
  }

  private Regularization regularization(Regularization defaults) {
    Regularization given = defaults;
    given = weightDecay == null ? given : given.withWeightDecay(weightDecay);
    given = dropout == null ? given : given.withDropout(dropout);
    given = dropPath == null ? given : given.withDropPath(dropPath);
    given = average == null ? given : given.withAverageDecay(average);
    return clip == null ? given : given.withGradientClip(clip);
  }

  private RunOptions run(RunOptions defaults) {
    RunOptions given = defaults.withTimeLimit(duration(minutes));
    given = bfloat16 ? given.withPrecision(ComputePrecision.BFLOAT16) : given;
    given = threads == null ? given : withThreads(given);
    given = saveMinutes == null ? given : given.withSaveEvery(duration(saveMinutes));
    return validateEvery == null ? given : given.withValidateEvery(validateEvery);
  }

  private RunOptions withThreads(RunOptions options) {
    return OptionValue.of("--threads", () -> options.withThreads(threads));
  }

  private static Duration duration(double minutes) {
    return Duration.ofMillis(Math.round(minutes * 60_000));
  }

  /** Converter of names, such as "new-tags" for {@code NEW_TAGS}. */
  static final class PartName implements ITypeConverter<TrainableParameters> {
    @Override
    public TrainableParameters convert(String name) {
      return switch (name) {
        case "all" -> TrainableParameters.ALL;
        case "head" -> TrainableParameters.HEAD;
        case "encoder" -> TrainableParameters.ENCODER;
        case "new-tags" -> TrainableParameters.NEW_TAGS;
        default ->
            throw new TypeConversionException(
                "expected all, head, encoder or new-tags, found '" + name + "'");
      };
    }
  }
}
