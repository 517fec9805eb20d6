package io.github.ram4j.train;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.train.data.TrainingSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Options of a training. Immutable, and as thread-safe as the given functions.
 *
 * <p>Defaults follow from the model, the training set and the options that are set, in any order:
 * the learning rate from the parameters that are trained, the steps from the epochs and the batch,
 * the warm-up and the validations from the steps. Options of one kind are changed by a function of
 * their defaults:
 *
 * <pre>{@code
 * TrainOptions options =
 *     TrainOptions.defaultsFor(start, set)
 *         .withTrainable(TrainableParameters.HEAD)
 *         .withEpochs(20)
 *         .withLearningRate(rate -> rate.withPeak(3e-4))
 *         .withRun(run -> run.withThreads(2));
 * }</pre>
 */
public final class TrainOptions {
  private static final int EPOCHS = 10;
  private static final int BATCH = 16;
  private static final long SEED = 1;

  /**
   * Largest vocabulary of which a step scores all tags, and the number of sampled tags of larger
   * ones.
   */
  private static final int ALL_TAGS = 1024;

  private static final int SAMPLED_TAGS = 512;

  /** Least number of validations, and largest number of steps between two of them. */
  private static final int VALIDATIONS = 20;

  private static final long VALIDATE_EVERY = 500;

  private final Subject subject;
  private final TrainableParameters trainable;
  private final Length length;
  private final int batch;
  private final OptionalInt sampledTags;
  private final long seed;
  private final Changes changes;

  /** The model and the data that defaults follow from. */
  private record Subject(ModelFamily family, int tags, long images) {}

  /**
   * The length of a training.
   *
   * @param steps 0 if the length is in epochs
   */
  private record Length(long steps, int epochs) {}

  /** Changes of the defaults, by kind. */
  private record Changes(
      UnaryOperator<LearningRateSchedule> rate,
      UnaryOperator<LossOptions> loss,
      UnaryOperator<Regularization> regularization,
      UnaryOperator<RunOptions> run) {}

  private TrainOptions(
      Subject subject,
      TrainableParameters trainable,
      Length length,
      int batch,
      OptionalInt sampledTags,
      long seed,
      Changes changes) {
    this.subject = subject;
    this.trainable = Objects.requireNonNull(trainable, "trainable");
    this.length = length;
    this.batch = batch;
    this.sampledTags = sampledTags;
    this.seed = seed;
    this.changes = changes;
  }

  /**
   * The defaults of a training: all parameters, 10 epochs, 16 images a step, 512 sampled tags where
   * the model has more than 1,024, and the published losses and regularization of its family.
   *
   * @param start the starting model
   * @param set the training set
   * @return the options
   */
  public static TrainOptions defaultsFor(StartingModel start, TrainingSet set) {
    return defaultsFor(start.family(), start.vocabulary().size(), set.size());
  }

  static TrainOptions defaultsFor(ModelFamily family, int tags, long images) {
    return new TrainOptions(
        new Subject(family, tags, images),
        TrainableParameters.ALL,
        new Length(0, EPOCHS),
        BATCH,
        OptionalInt.empty(),
        SEED,
        new Changes(rate -> rate, loss -> loss, some -> some, run -> run));
  }

  /**
   * Options with other parameters to train.
   *
   * @param parameters the trained ones
   * @return new options
   */
  public TrainOptions withTrainable(TrainableParameters parameters) {
    return new TrainOptions(subject, parameters, length, batch, sampledTags, seed, changes);
  }

  /**
   * Options with a length in steps.
   *
   * @param steps of the whole training, 1 or more
   * @return new options
   * @throws IllegalArgumentException if it is no such number
   */
  public TrainOptions withSteps(long steps) {
    Checks.require(steps > 0, "steps", "1 or more", steps);
    Length changed = new Length(steps, length.epochs());
    return new TrainOptions(subject, trainable, changed, batch, sampledTags, seed, changes);
  }

  /**
   * Options with a length in epochs.
   *
   * @param epochs passes over all images, 1 or more
   * @return new options
   * @throws IllegalArgumentException if it is no such number
   */
  public TrainOptions withEpochs(int epochs) {
    Checks.require(epochs > 0, "epochs", "1 or more", epochs);
    Length changed = new Length(0, epochs);
    return new TrainOptions(subject, trainable, changed, batch, sampledTags, seed, changes);
  }

  /**
   * Options with a batch size.
   *
   * @param images of a step, 1 or more
   * @return new options
   * @throws IllegalArgumentException if it is no such number
   */
  public TrainOptions withBatch(int images) {
    Checks.require(images > 0, "batch", "1 or more", images);
    return new TrainOptions(subject, trainable, length, images, sampledTags, seed, changes);
  }

  /**
   * Options with a number of sampled tags for each image: its own, and a random sample of the
   * others, which count for the rest.
   *
   * @param count 0 for all tags
   * @return new options
   * @throws IllegalArgumentException if it is negative
   */
  public TrainOptions withSampledTags(int count) {
    Checks.require(count >= 0, "sampled tags", "0 or more", count);
    OptionalInt changed = OptionalInt.of(count);
    return new TrainOptions(subject, trainable, length, batch, changed, seed, changes);
  }

  /**
   * Options with a seed of everything random.
   *
   * @param number any
   * @return new options
   */
  public TrainOptions withSeed(long number) {
    return new TrainOptions(subject, trainable, length, batch, sampledTags, number, changes);
  }

  /**
   * Options with another learning rate.
   *
   * @param change function from the default to the wanted value; called each time the schedule is
   *     asked for
   * @return new options
   */
  public TrainOptions withLearningRate(UnaryOperator<LearningRateSchedule> change) {
    return with(
        new Changes(
            after(changes.rate, change), changes.loss, changes.regularization, changes.run));
  }

  /**
   * Options with another loss.
   *
   * @param change function from the default to the wanted value; called each time the loss is asked
   *     for
   * @return new options
   */
  public TrainOptions withLoss(UnaryOperator<LossOptions> change) {
    return with(
        new Changes(
            changes.rate, after(changes.loss, change), changes.regularization, changes.run));
  }

  /**
   * Options with another regularization.
   *
   * @param change function from the default to the wanted value; called each time it is asked for
   * @return new options
   */
  public TrainOptions withRegularization(UnaryOperator<Regularization> change) {
    return with(
        new Changes(
            changes.rate, changes.loss, after(changes.regularization, change), changes.run));
  }

  /**
   * Options with another computation.
   *
   * @param change function from the default to the wanted value; called each time it is asked for
   * @return new options
   */
  public TrainOptions withRun(UnaryOperator<RunOptions> change) {
    return with(
        new Changes(
            changes.rate, changes.loss, changes.regularization, after(changes.run, change)));
  }

  private TrainOptions with(Changes changed) {
    return new TrainOptions(subject, trainable, length, batch, sampledTags, seed, changed);
  }

  private static <T> UnaryOperator<T> after(UnaryOperator<T> first, UnaryOperator<T> second) {
    Objects.requireNonNull(second, "change");
    return value -> second.apply(first.apply(value));
  }

  /**
   * The trained parameters.
   *
   * @return all by default
   */
  public TrainableParameters trainable() {
    return trainable;
  }

  /**
   * The steps of the whole training.
   *
   * @return 1 or more
   */
  public long steps() {
    if (length.steps() > 0) {
      return length.steps();
    }
    return Math.max(1, (length.epochs() * subject.images() + batch - 1) / batch);
  }

  /**
   * The images of a step.
   *
   * @return 1 or more
   */
  public int batch() {
    return batch;
  }

  /**
   * The number of sampled tags for each image.
   *
   * @return 0 for all
   */
  public int sampledTags() {
    boolean many = trainable != TrainableParameters.ENCODER && subject.tags() > ALL_TAGS;
    return sampledTags.orElse(many ? SAMPLED_TAGS : 0);
  }

  /**
   * The seed of everything random.
   *
   * @return the number
   */
  public long seed() {
    return seed;
  }

  /**
   * The learning rate: by default the published peak of pre-training, 1e-4, for the head, and less
   * for all parameters, whose encoder could forget.
   *
   * @return the schedule
   */
  public LearningRateSchedule learningRate() {
    double peak =
        switch (trainable) {
          case ALL -> 5e-5;
          case HEAD -> 1e-4;
          case ENCODER -> 4e-4;
          case NEW_TAGS -> 1e-3;
        };
    return changes.rate.apply(LearningRateSchedule.cosine(peak));
  }

  /**
   * The loss.
   *
   * @return the published one of the family by default
   */
  public LossOptions loss() {
    return changes.loss.apply(LossOptions.published(subject.family()));
  }

  /**
   * The regularization: by default the published one, without dropout in parts that are not
   * trained.
   *
   * @return the options
   */
  public Regularization regularization() {
    Regularization published = Regularization.published();
    return changes.regularization.apply(
        published
            .withDropout(trainable == TrainableParameters.NEW_TAGS ? 0 : published.dropout())
            .withDropPath(trainable == TrainableParameters.ALL ? published.dropPath() : 0));
  }

  /**
   * The computation: by default on all processors that a batch has images for, validated 20 times
   * or every 500 steps.
   *
   * @return the options
   */
  public RunOptions run() {
    int processors = Runtime.getRuntime().availableProcessors();
    long validateEvery = Math.max(1, Math.min(VALIDATE_EVERY, steps() / VALIDATIONS));
    return changes.run.apply(RunOptions.of(Math.min(batch, processors), validateEvery));
  }

  /**
   * Checks options that depend on each other.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void requireConsistent() {
    int threads = run().threads();
    Checks.require(threads <= batch, "threads", "at most the batch's " + batch, threads);
    Checks.require(
        trainable != TrainableParameters.ENCODER || sampledTags() == 0,
        "sampled tags",
        "0 for trainable parameters ENCODER, whose softmax is over all tags",
        sampledTags());
    learningRate();
    loss();
    regularization();
  }
}
