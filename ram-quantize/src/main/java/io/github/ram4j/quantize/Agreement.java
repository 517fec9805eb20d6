package io.github.ram4j.quantize;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The fidelity of one model's recognitions to another's, on the same images.
 *
 * @param images number of images, at least 2
 * @param correlation the correlation of all logits after subtraction of each tag's mean over the
 *     images, −1 to 1; it compares the models' distinction of images, not the tags' general
 *     likelihoods
 * @param tagsShared Jaccard index (IoU) of the predicted tags over all images, 0 to 1; 1 if neither
 *     model predicts any
 * @param largestLogitDifference largest absolute difference of a logit, over all tags and images
 */
public record Agreement(
    int images, double correlation, double tagsShared, double largestLogitDifference) {

  /**
   * Compares recognitions.
   *
   * @param expected recognitions of images
   * @param found recognitions of the same images, with tags of the same names in the same order
   * @return their agreement
   * @throws IllegalArgumentException if there are fewer than 2 recognitions, or their numbers or
   *     tag names differ; the message has the first difference
   */
  public static Agreement of(List<Recognition> expected, List<Recognition> found) {
    int images = expected.size();
    if (images < 2 || found.size() != images) {
      throw new IllegalArgumentException(
          "recognitions to compare: expected the same number, 2 or more, found %d and %d"
              .formatted(images, found.size()));
    }
    TagVocabulary vocabulary = expected.get(0).vocabulary();
    requireTags(vocabulary, expected);
    requireTags(vocabulary, found);
    int tags = vocabulary.size();
    double[] meansExpected = means(expected, tags);
    double[] meansFound = means(found, tags);
    double both = 0;
    double squaresExpected = 0;
    double squaresFound = 0;
    double largest = 0;
    int shared = 0;
    int either = 0;
    for (int image = 0; image < images; image++) {
      Recognition a = expected.get(image);
      Recognition b = found.get(image);
      for (int tag = 0; tag < tags; tag++) {
        double x = a.logits().get(tag) - meansExpected[tag];
        double y = b.logits().get(tag) - meansFound[tag];
        both += x * y;
        squaresExpected += x * x;
        squaresFound += y * y;
        largest = Math.max(largest, Math.abs(a.logits().get(tag) - b.logits().get(tag)));
      }
      BitSet union = held(a);
      BitSet intersection = held(a);
      intersection.and(held(b));
      union.or(held(b));
      shared += intersection.cardinality();
      either += union.cardinality();
    }
    double scale = Math.sqrt(squaresExpected * squaresFound);
    return new Agreement(
        images,
        scale == 0 ? (squaresExpected == squaresFound ? 1 : 0) : both / scale,
        either == 0 ? 1 : (double) shared / either,
        largest);
  }

  private static double[] means(List<Recognition> recognitions, int tags) {
    double[] means = new double[tags];
    for (Recognition recognition : recognitions) {
      for (int tag = 0; tag < tags; tag++) {
        means[tag] += recognition.logits().get(tag) / (double) recognitions.size();
      }
    }
    return means;
  }

  private static void requireTags(TagVocabulary vocabulary, List<Recognition> recognitions) {
    recognitions.stream()
        .map(Recognition::vocabulary)
        .distinct()
        .forEach(vocabulary::requireSameTags);
  }

  /** The indices of the predicted tags. */
  private static BitSet held(Recognition recognition) {
    BitSet held = new BitSet();
    IntStream.range(0, recognition.vocabulary().size())
        .filter(index -> recognition.tagScore(index).holds())
        .forEach(held::set);
    return held;
  }

  /** Returns the three figures, for display. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "correlation %.5f, tags shared %.4f, logits differ by at most %.3f, on %d images",
        correlation,
        tagsShared,
        largestLogitDifference,
        images);
  }
}
