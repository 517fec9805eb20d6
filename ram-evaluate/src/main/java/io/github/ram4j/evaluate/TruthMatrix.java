package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The labels of images as a matrix: a bit for each of [images, tags]. Some may be neutral: tags
 * that are right, or arguably so, but that were not labelled completely. They count neither as
 * right nor as wrong, neither as found nor as missed.
 *
 * <p>A matrix with a vocabulary is refused together with scores of other tags, by their names, as
 * {@link TagVocabulary} says. Immutable and thread-safe.
 */
public final class TruthMatrix {
  private final int images;

  /** One set of images for each tag. */
  private final BitSet[] shown;

  /** One set of images for each tag. */
  private final BitSet[] neutral;

  /** Null where it is not known. */
  private final TagVocabulary vocabulary;

  private TruthMatrix(int images, BitSet[] shown, BitSet[] neutral, TagVocabulary vocabulary) {
    this.images = images;
    this.shown = shown;
    this.neutral = neutral;
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
    BitSet[] none = sets(tags, List.of());
    return new TruthMatrix(positives.size(), sets(tags, positives), none, vocabulary);
  }

  /** The images of each tag. */
  private static BitSet[] sets(int tags, List<int[]> ofImages) {
    BitSet[] sets = new BitSet[tags];
    for (int tag = 0; tag < tags; tag++) {
      sets[tag] = new BitSet(ofImages.size());
    }
    for (int image = 0; image < ofImages.size(); image++) {
      for (int tag : ofImages.get(image)) {
        if (tag < 0 || tag >= tags) {
          throw new IllegalArgumentException(
              "truth of image %d: expected tags from 0 to %d, found %d"
                  .formatted(image, tags - 1, tag));
        }
        sets[tag].set(image);
      }
    }
    return sets;
  }

  /**
   * This matrix with neutral tags. A tag that an image shows stays shown.
   *
   * @param ofImages for each image the indices of its neutral tags, in any order; copied
   * @return a new matrix
   * @throws IllegalArgumentException if there are not as many images, or an index is outside [0,
   *     tags)
   */
  public TruthMatrix withNeutral(List<int[]> ofImages) {
    if (ofImages.size() != images) {
      throw new IllegalArgumentException(
          "neutral tags: expected those of %d images, found %d".formatted(images, ofImages.size()));
    }
    BitSet[] sets = sets(shown.length, ofImages);
    for (int tag = 0; tag < sets.length; tag++) {
      sets[tag].andNot(shown[tag]);
    }
    return new TruthMatrix(images, shown, sets, vocabulary);
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
   * Returns whether a tag is neutral for an image: neither shown nor wrong.
   *
   * @param image from 0 to {@link #images()} − 1; beyond, false
   * @param tag from 0 to {@link #tags()} − 1
   * @return whether it is
   * @throws IndexOutOfBoundsException if there is no such tag, or the image is negative
   */
  public boolean isNeutral(int image, int tag) {
    return neutral[tag].get(image);
  }

  /**
   * The number of images for which a tag is neutral.
   *
   * @param tag from 0 to {@link #tags()} − 1
   * @return from 0 to {@link #images()}
   * @throws IndexOutOfBoundsException if there is no such tag
   */
  public int neutrals(int tag) {
    return neutral[tag].cardinality();
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
    BitSet[] pickedNeutral = new BitSet[chosen.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = shown[chosen[i]];
      pickedNeutral[i] = neutral[chosen[i]];
    }
    return new TruthMatrix(images, picked, pickedNeutral, ScoreMatrix.columns(vocabulary, chosen));
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
