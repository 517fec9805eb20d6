package io.github.ram4j.train;

import io.github.ram4j.evaluate.AveragePrecision;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthMatrix;
import io.github.ram4j.train.batch.Batch;
import io.github.ram4j.train.data.TrainingExample;
import io.github.ram4j.train.data.TrainingSet;
import io.github.ram4j.train.model.Forward;
import io.github.ram4j.train.model.TrainableModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Scores of all tags on validation images.
 *
 * @param scores float32 [images, tags], probabilities
 * @param truth labels of the images
 */
@SuppressWarnings("try") // scopes are there to be closed
record Validation(ScoreMatrix scores, TruthMatrix truth) {
  private static final int BATCH = 64;

  /** The mean average precision over all tags that an image shows; 0 if no image shows any. */
  double meanAveragePrecision() {
    double[] ofTags = AveragePrecision.ofTags(scores, truth);
    return IntStream.range(0, ofTags.length)
        .filter(tag -> truth.positives(tag) > 0)
        .mapToDouble(tag -> ofTags[tag])
        .average()
        .orElse(0);
  }

  /** Scores every image of a set, a part of them on each shard's thread. */
  static Validation run(List<Shard> shards, TrainingSet set, TrainOptions options, Threads threads)
      throws IOException {
    int images = Math.toIntExact(set.size());
    List<Callable<List<Scored>>> tasks = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      Shard shard = shards.get(i);
      int from = (int) ((long) images * i / shards.size());
      int to = (int) ((long) images * (i + 1) / shards.size());
      tasks.add(() -> scores(shard, set, from, to, options));
    }
    List<float[]> rows = new ArrayList<>();
    List<int[]> positives = new ArrayList<>();
    for (List<Scored> shard : threads.run(tasks)) {
      for (Scored image : shard) {
        rows.add(image.scores());
        positives.add(image.positives());
      }
    }
    int tags = shards.get(0).model().shape().sizes().tags();
    return new Validation(ScoreMatrix.of(tags, rows), TruthMatrix.of(tags, positives));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Scored(float[] scores, int[] positives) {}

  private static List<Scored> scores(
      Shard shard, TrainingSet set, int from, int to, TrainOptions options) throws IOException {
    Shard.prepareThread(options.run().precision());
    List<Scored> images = new ArrayList<>();
    for (int start = from; start < to; start += BATCH) {
      List<TrainingExample> examples = new ArrayList<>();
      for (int i = start; i < Math.min(to, start + BATCH); i++) {
        examples.add(set.example(i));
      }
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        Forward pass = Forward.exact(shard.parameters());
        Tensor rows = shard.model().imageRows(pass, Batch.pixels(examples));
        Tensor probabilities = probabilities(shard.model(), options.trainable(), pass, rows);
        FloatPointer values = new FloatPointer(probabilities.contiguous().data_ptr_float());
        int tags = (int) probabilities.size(1);
        for (int i = 0; i < examples.size(); i++) {
          float[] row = new float[tags];
          values.position((long) i * tags).get(row);
          images.add(new Scored(row, examples.get(i).tags()));
        }
      }
    }
    return images;
  }

  /** The sigmoid of every tag's logit, or without a head the softmax over all tags. */
  private static Tensor probabilities(
      TrainableModel model, TrainableParameters trained, Forward pass, Tensor rows) {
    return trained == TrainableParameters.ENCODER
        ? torch.softmax(model.tagSimilarities(pass, rows).to(ScalarType.Float), -1)
        : model.tagLogits(pass, rows, null).to(ScalarType.Float).sigmoid();
  }
}
