package io.github.ram4j.train;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.PublishedLayout;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.files.FolderLock;
import io.github.ram4j.text.WordList;
import io.github.ram4j.text.WordPieces;
import io.github.ram4j.train.batch.BatchPlan;
import io.github.ram4j.train.batch.SentenceTokens;
import io.github.ram4j.train.data.TrainingSet;
import io.github.ram4j.train.model.ChangedTags;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.optim.AdamW;
import io.github.ram4j.train.optim.Update;
import io.github.ram4j.train.optim.WeightAverage;
import io.github.ram4j.train.state.Curves;
import io.github.ram4j.train.state.History;
import io.github.ram4j.train.state.ModelFile;
import io.github.ram4j.train.state.TrainingState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a model: a checkpoint and images in, a checkpoint out.
 *
 * <p>A training has a folder. {@code last.pth} is its state, {@code best.pth} the averaged weights
 * of the best validation; the converter also needs {@code tags.tsv} and {@code vocab.txt}. {@code
 * history.jsonl} and {@code curves.png} record its course. A training that was killed at any time
 * resumes from the last saved state when it is started again with the same options.
 *
 * <p>Not thread-safe; one training a folder.
 */
@SuppressWarnings("try") // scopes are there to be closed
public final class Trainer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** Largest number of token ids of a caption, as the authors truncate it. */
  private static final int LONGEST_CAPTION = 40;

  private final StartingModel start;
  private final TrainOptions options;
  private final TrainingSet validation;
  private final TrainFolder folder;
  private final TrainListener listener;
  private final ParameterStore parameters;
  private final AdamW optimizer;
  private final WeightAverage average;
  private final List<Shard> shards = new ArrayList<>();
  private final Threads threads;
  private final TrainingState state;
  private TrainingState.Progress progress;
  private History history;

  private Trainer(
      StartingModel start,
      TrainingSet set,
      TrainingSet validation,
      TrainOptions options,
      Path folder,
      TrainListener listener)
      throws IOException {
    this.start = start;
    this.options = options;
    this.validation = validation;
    this.folder = new TrainFolder(folder);
    this.listener = listener;
    // Checks come first: nothing native is held yet.
    start.vocabulary().requireSameTags(set.vocabulary());
    start.vocabulary().requireSameTags(validation.vocabulary());
    BatchPlan plan =
        new BatchPlan(
            start.shape().sizes().tags(),
            learned(start, options.trainable()),
            options.sampledTags(),
            words(start));
    this.parameters =
        ParameterStore.of(
            PublishedLayout.of(start.shape()),
            name -> isTrained(name, options.trainable()),
            start.weights());
    boolean decays = options.trainable() != TrainableParameters.NEW_TAGS;
    this.optimizer = new AdamW(parameters, decays ? options.regularization().weightDecay() : 0);
    this.average = new WeightAverage(parameters.values(), options.regularization().averageDecay());
    this.state = new TrainingState(parameters, optimizer, average);
    this.threads = new Threads(options.run().threads());
    for (int i = 0; i < options.run().threads(); i++) {
      shards.add(new Shard(i, start.shape(), parameters.replica(), options, set, plan));
    }
  }

  /**
   * Trains a model, or resumes its training.
   *
   * @param start the model of a new training; a resumed training takes the sizes of this model and
   *     the weights of the folder
   * @param set examples to learn from
   * @param validation other images; each validation scores its whole epoch
   * @param options of the training
   * @param folder of the training; made if it does not exist
   * @param listener listener of the progress
   * @return the result of this run
   * @throws IOException if an image cannot be read or a file not be written, another training works
   *     in the folder, or it has files that no training wrote
   * @throws ModelException if the folder has another training, or one of other options or tags
   * @throws IllegalArgumentException if options do not fit each other, or the images' tags are not
   *     the model's, name by name
   */
  public static TrainReport train(
      StartingModel start,
      TrainingSet set,
      TrainingSet validation,
      TrainOptions options,
      Path folder,
      TrainListener listener)
      throws IOException {
    options.requireConsistent();
    Files.createDirectories(folder);
    torch.set_num_threads(1);
    try (FolderLock lock = new TrainFolder(folder).take();
        Trainer trainer = new Trainer(start, set, validation, options, folder, listener)) {
      trainer.startOrResume();
      return trainer.runLoop();
    }
  }

  /**
   * Lists the files of a training.
   *
   * @param folder folder of the training
   * @return the files that it makes there and replaces
   */
  public static List<Path> files(Path folder) {
    return new TrainFolder(folder).files();
  }

  private static boolean isTrained(String name, TrainableParameters trained) {
    return switch (trained) {
      case ALL -> !name.equals(TensorNames.LABELS);
      case HEAD -> !name.equals(TensorNames.LABELS) && !name.startsWith(TensorNames.ENCODER);
      case ENCODER -> name.startsWith(TensorNames.ENCODER) || isCompared(name);
      case NEW_TAGS -> ChangedTags.isOfTags(name);
    };
  }

  /**
   * Returns whether a parameter serves the comparison of embeddings by {@link
   * TrainableParameters#ENCODER}.
   */
  private static boolean isCompared(String name) {
    return name.startsWith("image_proj.") || name.equals(TensorNames.LABELS);
  }

  /** Indices of the learned tags; empty for all. */
  private static Optional<int[]> learned(StartingModel start, TrainableParameters trained) {
    if (trained == TrainableParameters.ENCODER && !start.family().equals(ModelFamily.RAM)) {
      throw new IllegalArgumentException(
          "trainable parameters ENCODER: expected a RAM, which has one embedding a tag, found "
              + start.family());
    }
    if (trained != TrainableParameters.NEW_TAGS) {
      return Optional.empty();
    }
    if (start.newTags().isEmpty()) {
      throw new IllegalArgumentException(
          "trainable parameters NEW_TAGS: expected a vocabulary with new tags, found none among its"
              + " "
              + start.vocabulary().size());
    }
    return Optional.of(start.newTags().stream().mapToInt(Integer::intValue).toArray());
  }

  private static Optional<SentenceTokens> words(StartingModel start) throws IOException {
    if (start.words().isEmpty()) {
      return Optional.empty();
    }
    WordList list = start.words().get();
    WordPieces pieces =
        WordPieces.read(
            new ByteArrayInputStream(list.toBytes()), "words of the model", list.size() + 2);
    return Optional.of(new SentenceTokens(pieces, LONGEST_CAPTION));
  }

  private void startOrResume() throws IOException {
    String wanted = OptionsText.of(start, options);
    if (Files.exists(folder.last())) {
      folder.requireTagsOf(start);
      progress = state.restore(folder.last());
      if (!progress.options().equals(wanted)) {
        throw new ModelException(
            "%s: expected the options that this training was begun with, %s; found %s"
                .formatted(folder.last(), progress.options(), wanted));
      }
    } else {
      progress = new TrainingState.Progress(0, 0, -1, wanted);
      folder.writeModelFiles(start);
    }
    history = History.open(folder.history(), progress.step());
    listener.started(progress.step());
  }

  private TrainReport runLoop() throws IOException {
    long began = System.nanoTime();
    double before = progress.seconds();
    long saved = began;
    double training = 0;
    long first = progress.step();
    for (long step = first + 1; step <= options.steps(); step++) {
      long from = System.nanoTime();
      step(step, training, step - first - 1);
      training += (System.nanoTime() - from) * 1e-9;
      double seconds = before + (System.nanoTime() - began) * 1e-9;
      progress = new TrainingState.Progress(step, seconds, progress.best(), progress.options());
      boolean last = step == options.steps();
      if (last || step % options.run().validateEvery() == 0) {
        validate(step);
      }
      boolean timeIsUp = timeIsUp(began);
      if (last || timeIsUp || System.nanoTime() - saved >= options.run().saveEvery().toNanos()) {
        state.save(folder.last(), start.shape(), progress);
        drawCurves();
        saved = System.nanoTime();
        listener.saved(step);
      }
      if (timeIsUp) {
        break;
      }
    }
    return new TrainReport(folder, progress, progress.step() >= options.steps());
  }

  /** Draws the learning curves; a failure does not stop the training. */
  private void drawCurves() {
    try {
      Curves.draw(history, folder.curves());
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("learning curves: expected to draw them, found {}", e.toString());
    }
  }

  private boolean timeIsUp(long began) {
    Duration limit = options.run().timeLimit();
    return !limit.isZero() && System.nanoTime() - began >= limit.toNanos();
  }

  private void step(long step, double seconds, long done) throws IOException {
    List<Callable<StepLosses>> tasks = new ArrayList<>();
    for (Shard shard : shards) {
      tasks.add(() -> shard.run(step));
    }
    List<Double> shares = shards.stream().map(Shard::share).toList();
    StepLosses losses = StepLosses.mean(threads.run(tasks), shares);
    if (!Double.isFinite(losses.total())) {
      throw new ModelException(
          "step %d: expected a finite loss, found %s; a lower learning rate may help"
              .formatted(step, losses.total()));
    }
    double rate = options.learningRate().at(step, options.steps());
    double norm = update(step, rate);
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("learning_rate", rate);
    numbers.put("loss", losses.total());
    numbers.put("tags", losses.tags());
    losses.caption().ifPresent(value -> numbers.put("caption", value));
    losses.distillation().ifPresent(value -> numbers.put("distillation", value));
    losses.alignment().ifPresent(value -> numbers.put("alignment", value));
    numbers.put("gradient_norm", norm);
    history.add(step, numbers);
    double speed = done == 0 ? 0 : done * options.batch() / seconds;
    Duration left =
        speed == 0
            ? Duration.ZERO
            : Duration.ofSeconds((long) ((options.steps() - step) * options.batch() / speed));
    listener.step(
        new StepProgress(
            step, options.steps(), losses, new StepProgress.Update(rate, norm), speed, left));
  }

  /**
   * Changes the parameters by the shards' gradients.
   *
   * @return the norm of all gradients before they were clipped
   */
  private double update(long step, double rate) throws IOException {
    int parts = shards.size();
    List<ParameterStore> replicas = shards.stream().map(Shard::parameters).toList();
    Update update = new Update(parameters, replicas, optimizer, average);
    List<Callable<Double>> sums = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int own = part;
      sums.add(() -> update.sum(own, parts));
    }
    double squares = threads.run(sums).stream().mapToDouble(Double::doubleValue).sum();
    double norm = Math.sqrt(squares);
    double bound = options.regularization().gradientClip();
    List<Callable<Boolean>> changes = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int own = part;
      changes.add(
          () -> {
            update.apply(own, parts, step, rate, norm, bound);
            return true;
          });
    }
    threads.run(changes);
    return norm;
  }

  private void validate(long step) throws IOException {
    double[] found = new double[1];
    IOException[] failed = new IOException[1];
    average.exchanged(
        parameters.values(),
        () -> {
          try {
            found[0] = Validation.run(shards, validation, options, threads).meanAveragePrecision();
            if (found[0] > progress.best()) {
              ModelFile.write(folder.best(), start.shape(), parameters, Map.of("step", step));
            }
          } catch (IOException e) {
            failed[0] = e;
          }
        });
    if (failed[0] != null) {
      throw failed[0];
    }
    history.add(step, Map.of("mean_average_precision", found[0]));
    listener.validated(
        step,
        found[0],
        progress.best() < 0 ? OptionalDouble.empty() : OptionalDouble.of(progress.best()));
    progress =
        new TrainingState.Progress(
            step, progress.seconds(), Math.max(progress.best(), found[0]), progress.options());
  }

  @Override
  public void close() {
    threads.close();
    shards.forEach(Shard::close);
    average.close();
    optimizer.close();
    parameters.close();
  }
}
