package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The labels of images as a matrix: a bit for each of [images, tags].
 *
 * <p>A matrix with a vocabulary is refused together with scores of other tags, by their names, as
 * {@link TagVocabulary} says. Immutable and thread-safe.
 */
public final class TruthMatrix {
  private final int images;

  /** One set of images for each tag. */
  private final BitSet[] shown;

  /** Null where it is not known. */
  private final TagVocabulary vocabulary;

  private TruthMatrix(int images, BitSet[] shown, TagVocabulary vocabulary) {
    this.images = images;
    this.shown = shown;
    this.vocabulary = vocabulary;
  }

  /**
   * A matrix of lists of tags.
   *
   * @param tags the number of tags, 1 or more
   * @param positives for each image the indices of the tags that it shows, in any order; copied
   * @return the matrix
   * @throws IllegalArgumentException if there are no tags, or an index is outside [0, tags)
   */
  public static TruthMatrix of(int tags, List<int[]> positives) {
    return of(tags, positives, null);
  }

  /**
   * A matrix of lists of tags, with its vocabulary.
   *
   * @param vocabulary the tags
   * @param positives for each image the indices of the tags that it shows, in any order; copied
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
    for (int image = 0; image < positives.size(); image++) {
      for (int tag : positives.get(image)) {
        if (tag < 0 || tag >= tags) {
          throw new IllegalArgumentException(
              "truth of image %d: expected tags from 0 to %d, found %d"
                  .formatted(image, tags - 1, tag));
        }
        shown[tag].set(image);
      }
    }
    return new TruthMatrix(positives.size(), shown, vocabulary);
  }

  /**
   * The number of images.
   *
   * @return 0 or more
   */
  public int images() {
    return images;
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
   * Returns whether an image shows a tag.
   *
   * @param image from 0 to {@link #images()} − 1; beyond, false
   * @param tag from 0 to {@link #tags()} − 1
   * @return whether it does
   * @throws IndexOutOfBoundsException if there is no such tag, or the image is negative
   */
  public boolean shows(int image, int tag) {
    return shown[tag].get(image);
  }

  /**
   * The number of images that show a tag.
   *
   * @param tag from 0 to {@link #tags()} − 1
   * @return from 0 to {@link #images()}
   * @throws IndexOutOfBoundsException if there is no such tag
   */
  public int positives(int tag) {
    return shown[tag].cardinality();
  }

  /**
   * The labels of some tags alone.
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
    return new TruthMatrix(images, picked, ScoreMatrix.columns(vocabulary, chosen));
  }

  /**
   * The tags.
   *
   * @return empty where the matrix was made of numbers alone
   */
  public Optional<TagVocabulary> vocabulary() {
    return Optional.ofNullable(vocabulary);
  }

  /** Checks that scores are of as many images and tags, and of the same tags if both know. */
  void requireSizeOf(ScoreMatrix scores) {
    if (scores.images() != images || scores.tags() != shown.length) {
      throw new IllegalArgumentException(
          "truth: expected [%d images, %d tags] as the scores have, found [%d, %d]"
              .formatted(scores.images(), scores.tags(), images, shown.length));
    }
    if (vocabulary != null) {
      scores.requireTagsOf(vocabulary);
    }
  }

  /** The numbers of images and tags. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "TruthMatrix[%d images, %d tags]", images, tags());
  }
}
