package io.github.ram4j.evaluate;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Scores of images: float32 [images, tags].
 *
 * <p>Any numbers will do, probabilities or logits, as long as thresholds are of the same kind. NaN
 * has no place in an order and is refused. A matrix with a vocabulary is refused together with
 * other tags, by their names, as {@link TagVocabulary} says. Immutable and thread-safe as long as
 * its source arrays are not changed.
 */
public final class ScoreMatrix {
  private final float[][] rows;
  private final int tags;

  /** Null where it is not known. */
  private final TagVocabulary vocabulary;

  private ScoreMatrix(float[][] rows, int tags, TagVocabulary vocabulary) {
    this.rows = rows;
    this.tags = tags;
    this.vocabulary = vocabulary;
  }

  /**
   * A matrix over rows of the caller.
   *
   * @param tags the length of each row, 1 or more
   * @param rows float32 [tags], one for each image; the arrays are not copied and must not be
   *     changed afterwards
   * @return the matrix
   * @throws IllegalArgumentException if there are no tags, a row has another length or a NaN
   */
  public static ScoreMatrix of(int tags, List<float[]> rows) {
    return of(tags, rows, null);
  }

  /**
   * A matrix over rows of the caller, with its tags.
   *
   * @param vocabulary the tags, in the order of the columns
   * @param rows float32 [tags], one for each image; the arrays are not copied and must not be
   *     changed afterwards
   * @return the matrix
   * @throws IllegalArgumentException if a row has another length or a NaN
   */
  public static ScoreMatrix of(TagVocabulary vocabulary, List<float[]> rows) {
    return of(vocabulary.size(), rows, vocabulary);
  }

  private static ScoreMatrix of(int tags, List<float[]> rows, TagVocabulary vocabulary) {
    if (tags < 1) {
      throw new IllegalArgumentException("scores: expected at least one tag, found " + tags);
    }
    for (int image = 0; image < rows.size(); image++) {
      float[] row = rows.get(image);
      if (row.length != tags) {
        throw new IllegalArgumentException(
            "scores of image %d: expected one for each of %d tags, found %d"
                .formatted(image, tags, row.length));
      }
      for (int tag = 0; tag < tags; tag++) {
        if (Float.isNaN(row[tag])) {
          throw new IllegalArgumentException(
              "score of image %d, tag %d: expected a number, found NaN".formatted(image, tag));
        }
      }
    }
    return new ScoreMatrix(rows.toArray(float[][]::new), tags, vocabulary);
  }

  /**
   * A matrix of the scores of recognitions, not of their logits.
   *
   * @param found one for each image, all of the same tags in the same order; at least one
   * @return the matrix, its tags in the order of the vocabulary
   * @throws IllegalArgumentException if there are none, their tags differ or a score is NaN
   */
  public static ScoreMatrix ofRecognitions(List<Recognition> found) {
    if (found.isEmpty()) {
      throw new IllegalArgumentException("recognitions: expected at least one, found none");
    }
    TagVocabulary vocabulary = found.get(0).vocabulary();
    List<float[]> rows = new ArrayList<>(found.size());
    for (Recognition recognition : found) {
      vocabulary.requireSameTags(recognition.vocabulary());
      float[] row = new float[recognition.vocabulary().size()];
      recognition.scores().get(row);
      rows.add(row);
    }
    return of(vocabulary, rows);
  }

  /**
   * The number of rows.
   *
   * @return 0 or more
   */
  public int images() {
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
   * The tags of the columns.
   *
   * @return empty where the matrix was made of numbers alone
   */
  public Optional<TagVocabulary> vocabulary() {
    return Optional.ofNullable(vocabulary);
  }

  /** Checks that a list fits the columns: their number, and their names if known. */
  void requireTagsOf(TagVocabulary list) {
    if (list.size() != tags) {
      throw new IllegalArgumentException(
          "vocabulary: expected %d tags as the scores have, found %d".formatted(tags, list.size()));
    }
    if (vocabulary != null) {
      vocabulary.requireSameTags(list);
    }
  }

  /**
   * One score.
   *
   * @param image from 0 to {@link #images()} − 1
   * @param tag from 0 to {@link #tags()} − 1
   * @return not NaN
   * @throws IndexOutOfBoundsException if there is no such image or tag
   */
  public float score(int image, int tag) {
    return rows[image][tag];
  }

  /**
   * The scores of some tags alone.
   *
   * @param chosen indices of tags, each once, in the order wanted
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
    return of(chosen.length, cut, columns(vocabulary, chosen));
  }

  /** The tags of some columns; null where they are not known. */
  static TagVocabulary columns(TagVocabulary vocabulary, int[] chosen) {
    return vocabulary == null
        ? null
        : vocabulary.subsetOfIds(
            IntStream.of(chosen).mapToObj(index -> vocabulary.tag(index).id()).toList());
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

  /** The numbers of images and tags. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "ScoreMatrix[%d images, %d tags]", rows.length, tags);
  }
}
