package io.github.ram4j.evaluate;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Which tags pictures show: a bit for each of [pictures, tags].
 *
 * <p>Immutable and thread-safe.
 */
public final class TruthMatrix {
  private final int pictures;

  /** One set of pictures for each tag. */
  private final BitSet[] shown;

  private TruthMatrix(int pictures, BitSet[] shown) {
    this.pictures = pictures;
    this.shown = shown;
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
    return new TruthMatrix(positives.size(), shown);
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
   * @param chosen indices of tags, in the order wanted; at least one
   * @return a matrix
   * @throws IndexOutOfBoundsException if there is no such tag
   */
  public TruthMatrix columns(int[] chosen) {
    BitSet[] picked = new BitSet[chosen.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = shown[chosen[i]];
    }
    return new TruthMatrix(pictures, picked);
  }

  /** Checks that scores are of as many pictures and tags. */
  void requireSizeOf(ScoreMatrix scores) {
    if (scores.pictures() != pictures || scores.tags() != shown.length) {
      throw new IllegalArgumentException(
          "truth: expected [%d pictures, %d tags] as the scores have, found [%d, %d]"
              .formatted(scores.pictures(), scores.tags(), pictures, shown.length));
    }
  }

  /** The numbers of pictures and tags. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "TruthMatrix[%d pictures, %d tags]", pictures, tags());
  }
}
