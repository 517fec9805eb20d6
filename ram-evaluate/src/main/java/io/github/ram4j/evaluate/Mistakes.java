package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The confusions between tags, and the images with the most mistakes.
 *
 * <p>An image can show several tags, so no prediction stands for a certain one of them. Confusions
 * are counted by co-occurrence in an image instead. Thread-safe.
 */
public final class Mistakes {
  private final ScoreMatrix scores;
  private final TagVocabulary vocabulary;

  /** For each image the missed tags, and the wrong predictions. */
  private final BitSet[] missed;

  private final BitSet[] wrong;
  private final BitSet[] shown;

  /**
   * A tag and a number of images.
   *
   * @param tag index in the vocabulary
   * @param images 1 or more
   */
  public record TagCount(int tag, int images) {}

  /**
   * The mistakes in an image.
   *
   * @param image its place in the scores
   * @param shown indices of the tags that it shows
   * @param missed indices of shown tags that are not predicted, rising
   * @param wrong indices of tags that are predicted and not shown, rising
   */
  public record OfImage(int image, List<Integer> shown, List<Integer> missed, List<Integer> wrong) {

    /** Copies the lists. */
    public OfImage {
      shown = List.copyOf(shown);
      missed = List.copyOf(missed);
      wrong = List.copyOf(wrong);
    }
  }

  private Mistakes(ScoreMatrix scores, TagVocabulary vocabulary) {
    this.scores = scores;
    this.vocabulary = vocabulary;
    this.missed = sets(scores.images());
    this.wrong = sets(scores.images());
    this.shown = sets(scores.images());
  }

  private static BitSet[] sets(int count) {
    return IntStream.range(0, count).mapToObj(i -> new BitSet()).toArray(BitSet[]::new);
  }

  /**
   * Finds the mistakes.
   *
   * @param scores float32 [images, tags]; kept
   * @param truth of the same size
   * @param vocabulary the tags with the thresholds at or above which scores are predictions
   * @return the mistakes
   * @throws IllegalArgumentException if the sizes differ, or the tags where they are known
   */
  public static Mistakes of(ScoreMatrix scores, TruthMatrix truth, TagVocabulary vocabulary) {
    truth.requireSizeOf(scores);
    scores.requireTagsOf(vocabulary);
    Mistakes mistakes = new Mistakes(scores, vocabulary);
    for (int tag = 0; tag < scores.tags(); tag++) {
      float threshold = vocabulary.threshold(tag);
      for (int image = 0; image < scores.images(); image++) {
        boolean shows = truth.shows(image, tag);
        if (shows) {
          mistakes.shown[image].set(tag);
        }
        if (!truth.isNeutral(image, tag) && shows != scores.score(image, tag) >= threshold) {
          (shows ? mistakes.missed : mistakes.wrong)[image].set(tag);
        }
      }
    }
    return mistakes;
  }

  /**
   * The tags predicted wrongly in images that show a missed tag.
   *
   * @param tag index in the vocabulary
   * @param limit the largest number of results
   * @return the most frequent first, then by index
   */
  public List<TagCount> predictedInstead(int tag, int limit) {
    return counts(missed, wrong, tag, limit);
  }

  /**
   * The tags shown by images for which another tag is predicted wrongly.
   *
   * @param tag index in the vocabulary
   * @param limit the largest number of results
   * @return the most frequent first, then by index
   */
  public List<TagCount> shownInstead(int tag, int limit) {
    return counts(wrong, shown, tag, limit);
  }

  private List<TagCount> counts(BitSet[] where, BitSet[] counted, int tag, int limit) {
    int[] counts = new int[scores.tags()];
    for (int image = 0; image < where.length; image++) {
      if (where[image].get(tag)) {
        counted[image].stream().forEach(other -> counts[other]++);
      }
    }
    return IntStream.range(0, counts.length)
        .filter(other -> counts[other] > 0)
        .mapToObj(other -> new TagCount(other, counts[other]))
        .sorted(Comparator.comparingInt(TagCount::images).reversed())
        .limit(limit)
        .toList();
  }

  /**
   * The images with the most mistakes. Of as many mistakes, scores further from the thresholds come
   * first.
   *
   * @param limit the largest number of results
   * @return images with at least one mistake
   */
  public List<OfImage> worst(int limit) {
    return IntStream.range(0, missed.length)
        .filter(image -> count(image) > 0)
        .boxed()
        .sorted(
            Comparator.comparingInt(this::count)
                .thenComparingDouble(this::distance)
                .reversed()
                .thenComparingInt(image -> image))
        .limit(limit)
        .map(
            image ->
                new OfImage(image, list(shown[image]), list(missed[image]), list(wrong[image])))
        .toList();
  }

  private int count(int image) {
    return missed[image].cardinality() + wrong[image].cardinality();
  }

  private double distance(int image) {
    BitSet both = (BitSet) missed[image].clone();
    both.or(wrong[image]);
    return both.stream()
        .mapToDouble(tag -> Math.abs(scores.score(image, tag) - vocabulary.threshold(tag)))
        .sum();
  }

  private static List<Integer> list(BitSet set) {
    List<Integer> members = new ArrayList<>();
    set.stream().forEach(members::add);
    return members;
  }
}
