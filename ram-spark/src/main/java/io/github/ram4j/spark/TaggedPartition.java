package io.github.ram4j.spark;

import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition with their results, in their order. As many images as the task has cores
 * are recognized at once, and some are taken ahead. Images are recognized one by one, not in
 * batches, so that a score does not depend on its neighbours.
 *
 * @param <I> a row
 * @param <O> a row with its result
 */
final class TaggedPartition<I, O> implements Iterator<O> {
  private final Setting setting;
  private final Iterator<I> rows;
  private final Function<I, @Nullable Object> image;
  private final BiFunction<I, Row, O> output;
  private @Nullable Iterator<Outcome<I, Row>> outcomes;

  /**
   * What is done to images, and where they are counted.
   *
   * @param digest of the model that is required; null for any
   */
  record Setting(
      TaggingOptions options, @Nullable String digest, ImageInput input, TaggingMetrics metrics)
      implements Serializable {}

  TaggedPartition(
      Setting setting,
      Iterator<I> rows,
      Function<I, @Nullable Object> image,
      BiFunction<I, Row, O> output) {
    this.setting = setting;
    this.rows = rows;
    this.image = image;
    this.output = output;
  }

  @Override
  public boolean hasNext() {
    // A partition without rows opens no model.
    if (outcomes == null && !rows.hasNext()) {
      return false;
    }
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("the task was ended");
    }
    return started().hasNext();
  }

  @Override
  public O next() {
    Outcome<I, Row> outcome = started().next();
    Row result;
    try {
      result = outcome.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    setting.metrics().addImage(!result.isNullAt(ResultRows.ERROR));
    return output.apply(outcome.input(), result);
  }

  private Iterator<Outcome<I, Row>> started() {
    if (outcomes == null) {
      outcomes = start().iterator();
    }
    return outcomes;
  }

  private Outcomes<I, Row> start() {
    TaskContext task = TaskContext.get();
    ImageAnalysis analysis;
    try {
      SharedModel.Open model =
          SharedModels.of(setting.options(), setting.metrics()::addModelOpened);
      if (setting.digest() != null) {
        model.requireDigest(setting.options().model(), setting.digest());
      }
      analysis = new ImageAnalysis(setting.options(), setting.input(), model);
    } catch (IOException e) {
      throw new UncheckedIOException("model " + setting.options().model(), e);
    }
    Outcomes<I, Row> started =
        Outcomes.inParallel(
            () -> rows, task == null ? 1 : task.cpus(), row -> analysis.result(image.apply(row)));
    if (task != null) {
      TaskCompletionListener end =
          ended -> {
            started.close();
            setting.metrics().addRecognizingMs(analysis.nanos() / 1_000_000);
          };
      task.addTaskCompletionListener(end);
    }
    return started;
  }
}
