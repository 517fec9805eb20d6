package io.github.ram4j.evaluate;

import io.github.ram4j.Recognition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Scores of pictures: float32 [pictures, tags].
 *
 * <p>Any numbers will do, probabilities or logits, as long as thresholds are of the same kind. NaN
 * has no place in an order and is refused. Immutable and thread-safe where the arrays that it was
 * made of are left alone.
 */
public final class ScoreMatrix {
  private final float[][] rows;
  private final int tags;

  private ScoreMatrix(float[][] rows, int tags) {
    this.rows = rows;
    this.tags = tags;
  }

  /**
   * The scores of rows that the caller has.
   *
   * @param tags the length of each row, 1 or more
   * @param rows float32 [tags], one for each picture; the arrays are not copied and must not be
   *     changed afterwards
   * @return the matrix
   * @throws IllegalArgumentException if there are no tags, a row has another length or a NaN
   */
  public static ScoreMatrix of(int tags, List<float[]> rows) {
    if (tags < 1) {
      throw new IllegalArgumentException("scores: expected at least one tag, found " + tags);
    }
    for (int picture = 0; picture < rows.size(); picture++) {
      float[] row = rows.get(picture);
      if (row.length != tags) {
        throw new IllegalArgumentException(
            "scores of picture %d: expected one for each of %d tags, found %d"
                .formatted(picture, tags, row.length));
      }
      for (int tag = 0; tag < tags; tag++) {
        if (Float.isNaN(row[tag])) {
          throw new IllegalArgumentException(
              "score of picture %d, tag %d: expected a number, found NaN".formatted(picture, tag));
        }
      }
    }
    return new ScoreMatrix(rows.toArray(float[][]::new), tags);
  }

  /**
   * The scores, not the logits, of recognitions.
   *
   * @param found one for each picture, all of one vocabulary; at least one
   * @return the matrix, its tags in the order of the vocabulary
   * @throws IllegalArgumentException if there are none, their sizes differ or a score is NaN
   */
  public static ScoreMatrix ofRecognitions(List<Recognition> found) {
    if (found.isEmpty()) {
      throw new IllegalArgumentException("recognitions: expected at least one, found none");
    }
    List<float[]> rows = new ArrayList<>(found.size());
    for (Recognition recognition : found) {
      float[] row = new float[recognition.vocabulary().size()];
      recognition.scores().get(row);
      rows.add(row);
    }
    return of(found.get(0).vocabulary().size(), rows);
  }

  /**
   * The number of rows.
   *
   * @return 0 or more
   */
  public int pictures() {
    return rows.length;
  }

  /**
   * The number of columns.
   *
   * @return 1 or more
   */
  public int tags() {
    return tags;
  }

  /**
   * One score.
   *
   * @param picture from 0 to {@link #pictures()} − 1
   * @param tag from 0 to {@link #tags()} − 1
   * @return not NaN
   * @throws IndexOutOfBoundsException if there is no such picture or tag
   */
  public float score(int picture, int tag) {
    return rows[picture][tag];
  }

  /**
   * The scores of some tags alone.
   *
   * @param chosen indices of tags, in the order wanted
   * @return a new matrix; where all tags are chosen in their order, this
   * @throws IndexOutOfBoundsException if there is no such tag
   */
  public ScoreMatrix columns(int[] chosen) {
    if (isEverything(chosen)) {
      return this;
    }
    List<float[]> cut = new ArrayList<>(rows.length);
    for (float[] row : rows) {
      float[] picked = new float[chosen.length];
      for (int i = 0; i < picked.length; i++) {
        picked[i] = row[chosen[i]];
      }
      cut.add(picked);
    }
    return of(chosen.length, cut);
  }

  private boolean isEverything(int[] chosen) {
    if (chosen.length != tags) {
      return false;
    }
    for (int i = 0; i < tags; i++) {
      if (chosen[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** The numbers of pictures and tags. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "ScoreMatrix[%d pictures, %d tags]", rows.length, tags);
  }
}
