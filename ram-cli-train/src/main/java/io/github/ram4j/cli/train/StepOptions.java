package io.github.ram4j.cli.train;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.train.LearningRate;
import io.github.ram4j.train.StartingModel;
import io.github.ram4j.train.TrainOptions;
import io.github.ram4j.train.TrainOptions.Losses;
import io.github.ram4j.train.TrainOptions.Numbers;
import io.github.ram4j.train.TrainOptions.Part;
import io.github.ram4j.train.TrainOptions.Regularization;
import io.github.ram4j.train.TrainOptions.Run;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say what is trained, how long, and how it is computed. */
final class StepOptions {
  private static final int EPOCHS = 10;
  private static final int BATCH = 16;

  /** Steps of the published warm-up, and the share of a short training that it takes at most. */
  private static final long WARM_UP = 3000;

  private static final int WARM_UP_SHARE = 20;

  /** Tags up to which a step looks at all of them, and how many it looks at otherwise. */
  private static final int ALL_TAGS = 1024;

  private static final int SAMPLED_TAGS = 512;

  private static final long VALIDATE_EVERY = 500;

  @Option(
      names = "--part",
      paramLabel = "PART",
      defaultValue = "all",
      converter = PartName.class,
      description =
          "What is trained: all (default); head, all but the image encoder; encoder, a new RAM's"
              + " image encoder before there is a head; or new-tags, what stands for added tags and"
              + " nothing else, so that all other tags keep their scores.")
  private Part part;

  @ArgGroup private Length length = new Length();

  /** How long; one of these. */
  static final class Length {
    @Option(names = "--steps", paramLabel = "N", description = "Steps of the whole training.")
    private Long steps;

    @Option(
        names = "--epochs",
        paramLabel = "N",
        description = "How often every image is learned from; 10 by default.")
    private Integer epochs;
  }

  @Option(names = "--batch", paramLabel = "N", description = "Images of a step; 16 by default.")
  private int batch = BATCH;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description =
          "Of AdamW, after the warm-up; a cosine leads from there to 0. 5e-5 by default for all,"
              + " 1e-4 for the head, 1e-3 for new tags alone.")
  private Double rate;

  @Option(
      names = "--warmup",
      paramLabel = "STEPS",
      description = "In which the rate rises; a twentieth of all by default, at most 3,000.")
  private Long warmup;

  @Option(
      names = "--weight-decay",
      paramLabel = "SHARE",
      description = "Of AdamW; 0.05. Not of new tags alone.")
  private double weightDecay = Regularization.PUBLISHED.weightDecay();

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "In the BERT parts; 0.1, 0 for new tags alone.")
  private Double dropout;

  @Option(
      names = "--drop-path",
      paramLabel = "SHARE",
      description = "In the image encoder; 0.1 where that is trained, else 0.")
  private Double dropPath;

  @Option(
      names = "--average",
      paramLabel = "DECAY",
      description = "Of the moving average of weights; 0.999, and 0 for none.")
  private double average = Regularization.PUBLISHED.averageDecay();

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "Largest norm of the gradients; 1, and 0 for none.")
  private double clip = Regularization.PUBLISHED.gradientClip();

  @Option(
      names = "--sampled-tags",
      paramLabel = "N",
      description =
          "Tags that a step looks at for each image, its own and some of the others, which count"
              + " for the rest; 0 for all. 512 by default where the model has more than 1,024.")
  private Integer sampledTags;

  @Option(
      names = "--bfloat16",
      description =
          "Compute products in bfloat16: faster where the processor can (AVX512-BF16, AMX), slower"
              + " elsewhere.")
  private boolean bfloat16;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "All processors by default, but not more than a batch has images.")
  private Integer threads;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random; 1 by default.")
  private long seed = 1;

  @Option(
      names = "--validate-every",
      paramLabel = "STEPS",
      description = "A twentieth of all by default, at most 500.")
  private Long validateEvery;

  @Option(
      names = "--save-every",
      paramLabel = "MINUTES",
      description = "How often the state is saved; 5 by default.")
  private double saveMinutes = 5;

  @Option(
      names = "--minutes",
      paramLabel = "MINUTES",
      description =
          "Stop and save after so many, to go on in a later run; 0, the default, for never.")
  private double minutes;

  long seed() {
    return seed;
  }

  /**
   * The options of a training.
   *
   * @param images of an epoch
   */
  TrainOptions toOptions(StartingModel start, long images) {
    long steps = steps(images);
    return new TrainOptions(
        steps,
        batch,
        new LearningRate(
            rate == null ? usualRate() : rate,
            warmup == null ? Math.min(WARM_UP, steps / WARM_UP_SHARE) : warmup,
            0),
        part,
        start.family() == ModelFamily.RAM_PLUS ? Losses.RAM_PLUS : Losses.RAM,
        regularization(),
        sampledTags == null ? usualSample(start.vocabulary().size()) : sampledTags,
        seed,
        run(steps));
  }

  private long steps(long images) {
    if (length.steps != null) {
      return length.steps;
    }
    long epochs = length.epochs == null ? EPOCHS : length.epochs;
    long size = Math.max(1, batch);
    return (epochs * images + size - 1) / size;
  }

  /** The published peak of pre-training for a head; less where an encoder could forget. */
  private double usualRate() {
    return switch (part) {
      case ALL -> 5e-5;
      case HEAD -> 1e-4;
      case ENCODER -> 4e-4;
      case NEW_TAGS -> 1e-3;
    };
  }

  private int usualSample(int tags) {
    return part != Part.ENCODER && tags > ALL_TAGS ? SAMPLED_TAGS : 0;
  }

  private Regularization regularization() {
    Regularization published = Regularization.PUBLISHED;
    double usualDropout = part == Part.NEW_TAGS ? 0 : published.dropout();
    double usualDropPath = part == Part.ALL ? published.dropPath() : 0;
    return new Regularization(
        weightDecay,
        dropout == null ? usualDropout : dropout,
        dropPath == null ? usualDropPath : dropPath,
        average,
        clip);
  }

  private Run run(long steps) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Run(
        threads == null ? Math.max(1, Math.min(batch, processors)) : threads,
        bfloat16 ? Numbers.BFLOAT16 : Numbers.FLOAT32,
        duration(saveMinutes),
        validateEvery == null
            ? Math.max(1, Math.min(VALIDATE_EVERY, steps / WARM_UP_SHARE))
            : validateEvery,
        duration(minutes));
  }

  private static Duration duration(double minutes) {
    return Duration.ofMillis(Math.round(minutes * 60_000));
  }

  /** "new-tags" for {@code NEW_TAGS}. */
  static final class PartName implements ITypeConverter<Part> {
    @Override
    public Part convert(String name) {
      return switch (name) {
        case "all" -> Part.ALL;
        case "head" -> Part.HEAD;
        case "encoder" -> Part.ENCODER;
        case "new-tags" -> Part.NEW_TAGS;
        default ->
            throw new TypeConversionException(
                "expected all, head, encoder or new-tags, found '" + name + "'");
      };
    }
  }
}
