package io.github.ram4j.quantize;

import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How near the answers of two models are on the same pictures.
 *
 * @param pictures how many, at least 2
 * @param correlation of all logits after each tag's mean over the pictures is taken away, −1 to 1;
 *     so that it tells whether pictures are told apart alike, not that some tags are always
 *     likelier
 * @param tagsShared tags that both give divided by tags that either gives, over all pictures, 0 to
 *     1; 1 if neither gives any
 * @param largestLogitDifference of any tag on any picture
 */
public record Agreement(
    int pictures, double correlation, double tagsShared, double largestLogitDifference) {

  /**
   * Compares answers.
   *
   * @param expected recognitions of pictures
   * @param found recognitions of the same pictures, with the same tags in the same order
   * @return how near they are
   * @throws IllegalArgumentException if there are fewer than 2, or they do not match in number or
   *     tags
   */
  public static Agreement of(List<Recognition> expected, List<Recognition> found) {
    int pictures = expected.size();
    if (pictures < 2 || found.size() != pictures) {
      throw new IllegalArgumentException(
          "recognitions to compare: expected the same number, 2 or more, found %d and %d"
              .formatted(pictures, found.size()));
    }
    int tags = expected.get(0).vocabulary().size();
    int tagsFound = found.get(0).vocabulary().size();
    if (tagsFound != tags) {
      throw new IllegalArgumentException(
          "recognitions to compare: expected the same tags, found %d and %d"
              .formatted(tags, tagsFound));
    }
    double[] meansExpected = means(expected, tags);
    double[] meansFound = means(found, tags);
    double both = 0;
    double squaresExpected = 0;
    double squaresFound = 0;
    double largest = 0;
    int shared = 0;
    int either = 0;
    for (int picture = 0; picture < pictures; picture++) {
      Recognition a = expected.get(picture);
      Recognition b = found.get(picture);
      for (int tag = 0; tag < tags; tag++) {
        double x = a.logits().get(tag) - meansExpected[tag];
        double y = b.logits().get(tag) - meansFound[tag];
        both += x * y;
        squaresExpected += x * x;
        squaresFound += y * y;
        largest = Math.max(largest, Math.abs(a.logits().get(tag) - b.logits().get(tag)));
      }
      Set<Tag> union = names(a);
      Set<Tag> intersection = new HashSet<>(union);
      intersection.retainAll(names(b));
      union.addAll(names(b));
      shared += intersection.size();
      either += union.size();
    }
    double scale = Math.sqrt(squaresExpected * squaresFound);
    return new Agreement(
        pictures,
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

  private static Set<Tag> names(Recognition recognition) {
    return recognition.tags().stream()
        .map(score -> score.tag())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** For people: the three figures. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "correlation %.5f, tags shared %.4f, logits differ by at most %.3f, on %d pictures",
        correlation,
        tagsShared,
        largestLogitDifference,
        pictures);
  }
}
