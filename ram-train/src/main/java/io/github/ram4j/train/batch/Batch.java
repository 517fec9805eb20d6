package io.github.ram4j.train.batch;

import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.PixelNormalizer;
import io.github.ram4j.train.data.TrainingExample;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch of examples as tensors, which belong to the scope of its making.
 *
 * @param pixels float32 [batch, 3, side, side], normalized
 * @param tags targets of tags
 * @param sentences captions; empty if an example has none
 * @param teacher float32 [batch, 512], a teacher's features; empty if an example has none
 * @param texts float32 [batch, 512], embeddings of the captions; empty if an example has none
 */
public record Batch(
    Tensor pixels,
    TagTargets tags,
    Optional<Sentences> sentences,
    Optional<Tensor> teacher,
    Optional<Tensor> texts) {

  /**
   * The sampled tags, and their labels.
   *
   * @param ids int64 [batch, sampled]; null for all tags in their order
   * @param positives float32 [batch, sampled], 1 or 0
   * @param weights float32 [batch, sampled], weight of each; null for 1 each
   */
  public record TagTargets(Tensor ids, Tensor positives, Tensor weights) {}

  private static final PixelNormalizer NORMALIZER = new PixelNormalizer(Normalization.IMAGENET);

  /**
   * Makes a batch.
   *
   * @param examples 1 or more, all of one image size
   * @param plan plan of the batch
   * @param random source of the sampled tags
   */
  public static Batch of(List<TrainingExample> examples, BatchPlan plan, SplittableRandom random) {
    return new Batch(
        pixels(examples),
        targets(examples.stream().map(TrainingExample::tags).toList(), plan, random),
        plan.words().flatMap(reader -> sentences(examples, reader)),
        features(examples.stream().map(TrainingExample::teacher).toList()),
        features(
            examples.stream()
                .map(e -> e.caption().flatMap(TrainingExample.Sentence::embedding))
                .toList()));
  }

  /** Pixels of images as a model's input, float32 [images, 3, side, side]. */
  public static Tensor pixels(List<TrainingExample> examples) {
    int side = examples.get(0).image().getWidth();
    float[] values = new float[examples.size() * 3 * side * side];
    FloatBuffer buffer = FloatBuffer.wrap(values);
    for (int i = 0; i < examples.size(); i++) {
      RgbImage image = BufferedImages.toRgb(examples.get(i).image());
      if (image.width() != side || image.height() != side) {
        throw new IllegalArgumentException(
            "images of a batch: expected %d x %d pixels as the first, found %d x %d"
                .formatted(side, side, image.width(), image.height()));
      }
      NORMALIZER.write(image, buffer, i);
    }
    return torch.tensor(values).view(examples.size(), 3, side, side);
  }

  private static TagTargets targets(List<int[]> shown, BatchPlan plan, SplittableRandom random) {
    List<int[]> positives = shown.stream().map(plan::learned).toList();
    int most = positives.stream().mapToInt(tags -> tags.length).max().orElseThrow();
    int count = plan.count(most);
    if (count == plan.tags()) {
      return allTags(positives, count);
    }
    int batch = positives.size();
    long[] ids = new long[batch * count];
    float[] positive = new float[batch * count];
    float[] weights = new float[batch * count];
    for (int i = 0; i < batch; i++) {
      TagSample sample = TagSample.draw(positives.get(i), count, plan, random);
      for (int j = 0; j < count; j++) {
        ids[i * count + j] = sample.tags()[j];
        positive[i * count + j] = j < sample.positives() ? 1 : 0;
        weights[i * count + j] = j < sample.positives() ? 1 : sample.weight();
      }
    }
    return new TagTargets(
        torch.tensor(ids).view(batch, count),
        torch.tensor(positive).view(batch, count),
        torch.tensor(weights).view(batch, count));
  }

  private static TagTargets allTags(List<int[]> positives, int tags) {
    float[] positive = new float[positives.size() * tags];
    for (int i = 0; i < positives.size(); i++) {
      for (int tag : positives.get(i)) {
        positive[i * tags + tag] = 1;
      }
    }
    return new TagTargets(null, torch.tensor(positive).view(positives.size(), tags), null);
  }

  private static Optional<Sentences> sentences(
      List<TrainingExample> examples, SentenceTokens words) {
    if (!examples.stream().allMatch(example -> example.caption().isPresent())) {
      return Optional.empty();
    }
    return Optional.of(
        Sentences.of(examples.stream().map(e -> e.caption().orElseThrow()).toList(), words));
  }

  private static Optional<Tensor> features(List<Optional<float[]>> rows) {
    List<Tensor> tensors = new ArrayList<>();
    for (Optional<float[]> row : rows) {
      if (row.isEmpty()) {
        return Optional.empty();
      }
      tensors.add(torch.tensor(row.get()));
    }
    return Optional.of(torch.stack(new TensorVector(tensors.toArray(Tensor[]::new)), 0));
  }
}
