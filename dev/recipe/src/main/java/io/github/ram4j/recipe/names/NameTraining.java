package io.github.ram4j.recipe.names;

import io.github.ram4j.train.loss.AsymmetricLoss;
import io.github.ram4j.train.model.Forward;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.optim.AdamW;
import io.github.ram4j.train.optim.Update;
import io.github.ram4j.train.optim.WeightAverage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Training of a model's head on embeddings of names, drawn anew in every step. The image encoder
 * stays as it is, so that scenes are encoded once.
 *
 * <p>Not thread-safe; close it.
 */
@SuppressWarnings("try") // scopes are there to be closed
public final class NameTraining implements AutoCloseable {
  private static final int BATCH = 32;

  /** Tags of a thread's part of a step: all that its scenes show, filled up by others. */
  private static final int TAGS = 96;

  private static final double WEIGHT_DECAY = 0.01;
  private static final double AVERAGE_DECAY = 0.998;
  private static final double GRADIENT_CLIP = 5;
  private static final int WARMUP = 100;
  private static final double FLOOR = 0.02;
  private static final int TELL_EVERY = 100;
  private static final AsymmetricLoss CROSS_ENTROPY = new AsymmetricLoss(0, 0, 0);

  private final NameModel model;
  private final SceneRows scenes;
  private final KnownNames known;
  private final NameDraw draw;
  private final Map<String, Integer> learned = new HashMap<>();
  private final List<ParameterStore> replicas;
  private final AdamW optimizer;
  private final WeightAverage average;
  private final Update update;

  /**
   * Length of a training.
   *
   * @param steps of 32 scenes
   * @param minutes after which it ends, 0 for any; the learning rate falls so that it is low then
   * @param learningRate the highest
   * @param seed of everything random
   */
  public record Schedule(int steps, double minutes, double learningRate, long seed) {
    /** Checks that there are steps. */
    public Schedule {
      if (steps < 1) {
        throw new IllegalArgumentException("steps: expected 1 or more, found " + steps);
      }
    }

    /** The rate of a step, after a share of the training. */
    private double rate(int step, double share) {
      double cosine = (1 + Math.cos(Math.PI * Math.min(1, share))) / 2;
      return learningRate * Math.min(1, (double) step / WARMUP) * (FLOOR + (1 - FLOOR) * cosine);
    }
  }

  /** A training before its first step. */
  public NameTraining(NameModel model, SceneRows scenes, KnownNames known, NameDraw draw) {
    this.model = model;
    this.scenes = scenes;
    this.known = known;
    this.draw = draw;
    for (int tag : known.learned()) {
      learned.put(known.tags().get(tag), tag);
    }
    ParameterStore parameters = model.parameters();
    this.replicas = List.of(parameters.replica(), parameters.replica());
    this.optimizer = new AdamW(parameters, WEIGHT_DECAY);
    this.average = new WeightAverage(parameters.values(), AVERAGE_DECAY);
    this.update = new Update(parameters, replicas, optimizer, average);
  }

  /**
   * Trains, and leaves the average of the weights in the model.
   *
   * @param told lines about the progress
   */
  public void run(Schedule schedule, TorchThreads threads, Consumer<String> told) {
    long began = System.nanoTime();
    double mean = 0;
    for (int step = 1; step <= schedule.steps(); step++) {
      double minutes = (System.nanoTime() - began) * 1e-9 / 60;
      double ofTime = schedule.minutes() == 0 ? 0 : minutes / schedule.minutes();
      if (ofTime >= 1) {
        told.accept("time is up after %d steps".formatted(step - 1));
        break;
      }
      double share = Math.max(ofTime, (double) step / schedule.steps());
      double loss = step(step, schedule.rate(step, share), schedule.seed(), threads);
      mean += loss / TELL_EVERY;
      if (step % TELL_EVERY == 0) {
        told.accept("step %d: loss %.3f, %.1f minutes".formatted(step, mean, minutes));
        mean = 0;
      }
    }
    model.parameters().values().copy_(average.average());
  }

  private double step(int step, double rate, long seed, TorchThreads threads) {
    double[] losses = new double[TorchThreads.COUNT];
    double[] squares = new double[TorchThreads.COUNT];
    threads.run(
        part -> {
          long own = seed ^ ((long) step << 8) ^ part;
          losses[part] = gradients(replicas.get(part), new SplittableRandom(own));
        });
    threads.run(part -> squares[part] = update.sum(part, TorchThreads.COUNT));
    double norm = Math.sqrt(squares[0] + squares[1]);
    double loss = losses[0] + losses[1];
    if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
      throw new IllegalStateException(
          "step %d: expected a finite loss, found %s; a lower learning rate may help"
              .formatted(step, loss));
    }
    threads.run(part -> update.apply(part, TorchThreads.COUNT, step, rate, norm, GRADIENT_CLIP));
    return loss;
  }

  /** Computes the gradients of a thread's part of a step; returns its part of the loss. */
  private double gradients(ParameterStore parameters, SplittableRandom random) {
    int[] batch = random.ints(BATCH / TorchThreads.COUNT, 0, scenes.count()).toArray();
    int[] tags = tags(batch, random);
    float[][] names = new float[tags.length][];
    for (int i = 0; i < tags.length; i++) {
      names[i] = draw.next(tags[i], random);
    }
    float[] shown = new float[batch.length * tags.length];
    float[] weights = new float[shown.length];
    for (int i = 0; i < batch.length; i++) {
      label(batch[i], tags, shown, weights, i * tags.length);
    }
    try (PointerScope scope = new PointerScope()) {
      parameters.clearGradients();
      Tensor logits =
          model
              .model()
              .textLogits(Forward.exact(parameters), scenes.tensor(batch), NameModel.tensor(names))
              .squeeze(-1);
      Tensor loss =
          CROSS_ENTROPY
              .of(
                  logits,
                  torch.tensor(shown).view(batch.length, tags.length),
                  torch.tensor(weights).view(batch.length, tags.length))
              .div(new Scalar((double) BATCH));
      loss.backward();
      return loss.item_float();
    }
  }

  /** All learned tags of some scenes, filled up by others. */
  private int[] tags(int[] batch, SplittableRandom random) {
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int scene : batch) {
      scenes.tags(scene).stream()
          .filter(learned::containsKey)
          .map(learned::get)
          .forEach(chosen::add);
    }
    int[] all = known.learned();
    while (chosen.size() < Math.min(TAGS, all.length)) {
      chosen.add(all[random.nextInt(all.length)]);
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Labels a scene; the tags that it does not show weigh as much as if all were there. */
  private void label(int scene, int[] tags, float[] shown, float[] weights, int at) {
    int positives = 0;
    for (int i = 0; i < tags.length; i++) {
      shown[at + i] = scenes.tags(scene).contains(known.tags().get(tags[i])) ? 1 : 0;
      positives += (int) shown[at + i];
    }
    float other = (float) (learned.size() - positives) / (tags.length - positives);
    for (int i = 0; i < tags.length; i++) {
      weights[at + i] = shown[at + i] == 1 ? 1 : other;
    }
  }

  @Override
  public void close() {
    average.close();
    optimizer.close();
    replicas.forEach(ParameterStore::close);
  }
}
