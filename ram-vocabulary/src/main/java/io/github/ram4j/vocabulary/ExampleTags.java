package io.github.ram4j.vocabulary;

import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.evaluate.ScoreMatrix;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tags learned from example images, without a text encoder: 5 to 50 images a tag.
 *
 * <p>A tag's score falls with the distance of an image's embedding to the mean of its examples
 * (nearest class mean). The embedding has length 1, so that the squared distance, and the logit,
 * are linear in it: {@code logit = row · embedding + bias}. The scale of the logits is fitted by
 * logistic regression (Platt) on the leave-one-out distances of all tags together, and thresholds
 * are calibrated on the leave-one-out scores, as {@link VocabularyCalibration} does it.
 *
 * <p>Immutable and thread-safe.
 */
public final class ExampleTags {
  /** The least number of examples of a tag. */
  public static final int LEAST_EXAMPLES = 3;

  private final OpenVocabulary vocabulary;
  private final List<LearnedTag> tags;

  private ExampleTags(OpenVocabulary vocabulary, List<LearnedTag> tags) {
    this.vocabulary = vocabulary;
    this.tags = List.copyOf(tags);
  }

  /**
   * Learns tags.
   *
   * @param examples for each tag the embeddings of images that show it; at least two tags, or one
   *     if there are images of none, of at least three images each, all of one model ({@link
   *     io.github.ram4j.Recognizer#embed})
   * @param options images that show none of the tags, and the goal of thresholds
   * @return the tags, in the map's order
   * @throws IllegalArgumentException if there are fewer tags or images, names are blank or alike,
   *     embeddings are of different models, or examples of a tag are no nearer to each other than
   *     to other images
   */
  public static ExampleTags learn(
      Map<String, List<ImageEmbedding>> examples, LearnOptions options) {
    requireEnough(examples, options.others().isEmpty() ? 2 : 1);
    requireOneModel(examples, options.others());
    ClassMeans means = ClassMeans.of(examples, options.others());
    LogisticScale scale = LogisticScale.fit(means.leaveOneOut(), means.labels());
    if (!(scale.slope() > 0)) {
      throw new IllegalArgumentException(
          "examples: expected images of a tag nearer to each other than to others, found none of %d tags that this model's embeddings tell apart"
              .formatted(examples.size()));
    }
    OpenVocabulary learned = vocabulary(List.copyOf(examples.keySet()), means, scale);
    VocabularyCalibration calibration =
        VocabularyCalibration.of(
            learned.withImageEncoder(first(examples).model()),
            ScoreMatrix.of(examples.size(), scores(means, scale)),
            truth(examples, options.others().size()),
            options.goal());
    return new ExampleTags(calibration.vocabulary(), report(examples, means, calibration));
  }

  private static void requireEnough(Map<String, List<ImageEmbedding>> examples, int least) {
    if (examples.size() < least) {
      throw new IllegalArgumentException(
          "examples: expected those of at least 2 tags, or of one and images of none, found %d"
              .formatted(examples.size()));
    }
    examples.forEach(
        (name, images) -> {
          if (images.size() < LEAST_EXAMPLES) {
            throw new IllegalArgumentException(
                "examples of \"%s\": expected at least %d images, better 5 to 50, found %d"
                    .formatted(name, LEAST_EXAMPLES, images.size()));
          }
        });
  }

  private static ImageEmbedding first(Map<String, List<ImageEmbedding>> examples) {
    return examples.values().iterator().next().get(0);
  }

  private static void requireOneModel(
      Map<String, List<ImageEmbedding>> examples, List<ImageEmbedding> others) {
    ImageEmbedding first = first(examples);
    examples.forEach(
        (name, images) -> images.forEach(image -> requireLike(first, image, "\"" + name + "\"")));
    others.forEach(image -> requireLike(first, image, "no tag"));
  }

  private static void requireLike(ImageEmbedding first, ImageEmbedding image, String of) {
    if (!image.model().equals(first.model())
        || image.kind() != first.kind()
        || image.width() != first.width()) {
      throw new IllegalArgumentException(
          "examples of %s: expected embeddings of model %s, %s, width %d, as the first, found one of %s, %s, width %d"
              .formatted(
                  of,
                  first.model(),
                  first.kind(),
                  first.width(),
                  image.model(),
                  image.kind(),
                  image.width()));
    }
  }

  /** Folds the distance and the scale into a row and a bias for each tag. */
  private static OpenVocabulary vocabulary(
      List<String> names, ClassMeans means, LogisticScale scale) {
    List<OpenTag> tags = new ArrayList<>();
    for (int tag = 0; tag < names.size(); tag++) {
      double[] mean = means.mean(tag);
      float[] row = new float[mean.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (scale.slope() * 2 * mean[i]);
      }
      double bias = scale.bias() - scale.slope() * ClassMeans.dot(mean, mean);
      tags.add(OpenTag.ofExamples(names.get(tag), row, (float) bias));
    }
    return OpenVocabulary.of(tags);
  }

  private static List<float[]> scores(ClassMeans means, LogisticScale scale) {
    List<float[]> scores = new ArrayList<>();
    for (double[] nearness : means.leaveOneOut()) {
      float[] row = new float[nearness.length];
      for (int tag = 0; tag < row.length; tag++) {
        row[tag] = (float) scale.probability(nearness[tag]);
      }
      scores.add(row);
    }
    return scores;
  }

  private static List<List<String>> truth(Map<String, List<ImageEmbedding>> examples, int others) {
    List<List<String>> truth = new ArrayList<>();
    examples.forEach((name, images) -> images.forEach(image -> truth.add(List.of(name))));
    for (int i = 0; i < others; i++) {
      truth.add(List.of());
    }
    return truth;
  }

  private static List<LearnedTag> report(
      Map<String, List<ImageEmbedding>> examples,
      ClassMeans means,
      VocabularyCalibration calibration) {
    List<String> names = List.copyOf(examples.keySet());
    List<LearnedTag> report = new ArrayList<>();
    int row = 0;
    for (int tag = 0; tag < names.size(); tag++) {
      int count = examples.getOrDefault(names.get(tag), List.of()).size();
      List<LearnedTag.Mistake> mistakes = new ArrayList<>();
      for (int i = 0; i < count; i++, row++) {
        int nearest = nearest(means.leaveOneOut().get(row));
        if (nearest != tag) {
          mistakes.add(new LearnedTag.Mistake(i, names.get(nearest)));
        }
      }
      report.add(new LearnedTag(names.get(tag), count, mistakes, calibration.tags().get(tag)));
    }
    return report;
  }

  private static int nearest(double[] nearness) {
    int nearest = 0;
    for (int tag = 1; tag < nearness.length; tag++) {
      nearest = nearness[tag] > nearness[nearest] ? tag : nearest;
    }
    return nearest;
  }

  /** The elements of an embedding. */
  static double[] elements(ImageEmbedding image) {
    FloatBuffer vector = image.vector();
    double[] elements = new double[vector.remaining()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = vector.get(i);
    }
    return elements;
  }

  /**
   * The tags, with their thresholds.
   *
   * @return tags of {@link io.github.ram4j.TagRecipe#EXAMPLES}, for recognizers of the model whose
   *     embeddings the examples are
   */
  public OpenVocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * The tags as leave-one-out shows them.
   *
   * @return in the order of the vocabulary; unmodifiable
   */
  public List<LearnedTag> tags() {
    return tags;
  }

  /**
   * The leave-one-out accuracy: the share of examples that are nearest to their own tag.
   *
   * @return in [0, 1]; 1 for a single tag, which has no rival
   */
  public double accuracy() {
    int examples = tags.stream().mapToInt(LearnedTag::examples).sum();
    int mistakes = tags.stream().mapToInt(tag -> tag.mistakes().size()).sum();
    return (double) (examples - mistakes) / examples;
  }

  /** The numbers of tags and examples. */
  @Override
  public String toString() {
    return "ExampleTags[%d tags, %d examples]"
        .formatted(tags.size(), tags.stream().mapToInt(LearnedTag::examples).sum());
  }
}
