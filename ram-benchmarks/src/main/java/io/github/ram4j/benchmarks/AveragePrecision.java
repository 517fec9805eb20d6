package io.github.ram4j.benchmarks;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean average precision as the authors compute it: of each tag, pictures are ordered by its score
 * and the precision at each that shows it is averaged; the mean is over all tags, those that no
 * picture shows counting 0.
 *
 * @see "utils/metrics.py (recognize-anything, 7cb804a)"
 */
final class AveragePrecision {
  private static final double NO_DIVISION_BY_ZERO = 1e-8;

  private AveragePrecision() {}

  /**
   * The mean over all tags.
   *
   * @param found recognitions of pictures
   * @param truth English names of the tags that each picture shows
   * @return 0 to 1
   */
  static double mean(List<Recognition> found, List<List<String>> truth) {
    TagVocabulary vocabulary = found.get(0).vocabulary();
    double sum = 0;
    for (int tag = 0; tag < vocabulary.size(); tag++) {
      sum += ofTag(tag, vocabulary.tag(tag).english(), found, truth);
    }
    return sum / vocabulary.size();
  }

  private static double ofTag(
      int tag, String name, List<Recognition> found, List<List<String>> truth) {
    List<Integer> order =
        IntStream.range(0, found.size())
            .boxed()
            .sorted(Comparator.comparingDouble(picture -> -found.get(picture).scores().get(tag)))
            .toList();
    int seen = 0;
    int positives = 0;
    double precisions = 0;
    for (int picture : order) {
      seen++;
      if (truth.get(picture).contains(name)) {
        positives++;
        precisions += (double) positives / seen;
      }
    }
    return precisions / (positives + NO_DIVISION_BY_ZERO);
  }
}
