package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which tags pictures show: a bit for each of [pictures, tags].
 *
 * <p>A matrix that knows its tags is refused where it meets scores of others, by their names, as
 * {@link TagVocabulary} says. Immutable and thread-safe.
 */
public final class TruthMatrix {
  private final int pictures;

  /** One set of pictures for each tag. */
  private final BitSet[] shown;

  /** Null where it is not known. */
  private final TagVocabulary vocabulary;

  private TruthMatrix(int pictures, BitSet[] shown, TagVocabulary vocabulary) {
    this.pictures = pictures;
    this.shown = shown;
    this.vocabulary = vocabulary;
  }

  /**
   * The bits of lists of tags.
   *
   * @param tags how many there are, 1 or more
   * @param positives for each picture the indices of the tags that it shows, in any order; copied
   * @return the matrix
   * @throws IllegalArgumentException if there are no tags, or an index is outside [0, tags)
   */
  public static TruthMatrix of(int tags, List<int[]> positives) {
    return of(tags, positives, null);
  }

  /**
   * The bits of lists of tags that are known.
   *
   * @param vocabulary the tags
   * @param positives for each picture the indices of the tags that it shows, in any order; copied
   * @return the matrix
   * @throws IllegalArgumentException if an index is outside [0, tags)
   */
  public static TruthMatrix of(TagVocabulary vocabulary, List<int[]> positives) {
    return of(vocabulary.size(), positives, vocabulary);
  }

  private static TruthMatrix of(int tags, List<int[]> positives, TagVocabulary vocabulary) {
    if (tags < 1) {
      throw new IllegalArgumentException("truth: expected at least one tag, found " + tags);
    }
    BitSet[] shown = new BitSet[tags];
    for (int tag = 0; tag < tags; tag++) {
      shown[tag] = new BitSet(positives.size());
    }
    for (int picture = 0; picture < positives.size(); picture++) {
      for (int tag : positives.get(picture)) {
        if (tag < 0 || tag >= tags) {
          throw new IllegalArgumentException(
              "truth of picture %d: expected tags from 0 to %d, found %d"
                  .formatted(picture, tags - 1, tag));
        }
        shown[tag].set(picture);
      }
    }
    return new TruthMatrix(positives.size(), shown, vocabulary);
  }

  /**
   * The number of pictures.
   *
   * @return 0 or more
   */
  public int pictures() {
    return pictures;
  }

  /**
   * The number of tags.
   *
   * @return 1 or more
   */
  public int tags() {
    return shown.length;
  }

  /**
   * Whether a picture shows a tag.
   *
   * @param picture from 0 to {@link #pictures()} − 1; beyond, false
   * @param tag from 0 to {@link #tags()} − 1
   * @return whether it does
   * @throws IndexOutOfBoundsException if there is no such tag, or the picture is negative
   */
  public boolean shows(int picture, int tag) {
    return shown[tag].get(picture);
  }

  /**
   * How many pictures show a tag.
   *
   * @param tag from 0 to {@link #tags()} − 1
   * @return from 0 to {@link #pictures()}
   * @throws IndexOutOfBoundsException if there is no such tag
   */
  public int positives(int tag) {
    return shown[tag].cardinality();
  }

  /**
   * The bits of some tags alone.
   *
   * @param chosen indices of tags, each once, in the order wanted; at least one
   * @return a matrix
   * @throws IndexOutOfBoundsException if there is no such tag
   */
  public TruthMatrix columns(int[] chosen) {
    BitSet[] picked = new BitSet[chosen.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = shown[chosen[i]];
    }
    return new TruthMatrix(pictures, picked, ScoreMatrix.columns(vocabulary, chosen));
  }

  /**
   * The tags.
   *
   * @return empty where the matrix was made of numbers alone
   */
  public Optional<TagVocabulary> vocabulary() {
    return Optional.ofNullable(vocabulary);
  }

  /** Checks that scores are of as many pictures and tags, and of the same tags if both know. */
  void requireSizeOf(ScoreMatrix scores) {
    if (scores.pictures() != pictures || scores.tags() != shown.length) {
      throw new IllegalArgumentException(
          "truth: expected [%d pictures, %d tags] as the scores have, found [%d, %d]"
              .formatted(scores.pictures(), scores.tags(), pictures, shown.length));
    }
    if (vocabulary != null) {
      scores.requireTagsOf(vocabulary);
    }
  }

  /** The numbers of pictures and tags. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "TruthMatrix[%d pictures, %d tags]", pictures, tags());
  }
}
