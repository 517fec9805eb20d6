package io.github.ram4j;

import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The recognition of one image: a logit and a score for every tag of the vocabulary.
 *
 * <p>Immutable and thread-safe. It outlives its recognizer and needs no closing.
 */
public final class Recognition {
  private static final Comparator<TagScore> BEST_FIRST =
      Comparator.comparingDouble(TagScore::score).reversed();

  private final TagVocabulary vocabulary;
  private final float[] logits;
  private final float[] scores;

  private Recognition(TagVocabulary vocabulary, float[] logits, float[] scores) {
    this.vocabulary = vocabulary;
    this.logits = logits;
    this.scores = scores;
  }

  /**
   * A recognition from a model's logits.
   *
   * @param vocabulary the tags, in the order of the logits
   * @param logits float32 [tags], any number, infinities too; not copied, must not be changed
   *     afterwards
   * @return the recognition
   * @throws IllegalArgumentException if there is not one logit for each tag, or one is NaN
   */
  public static Recognition ofLogits(TagVocabulary vocabulary, float[] logits) {
    if (logits.length != vocabulary.size()) {
      throw new IllegalArgumentException(
          "logits: expected one for each of %d tags, found %d"
              .formatted(vocabulary.size(), logits.length));
    }
    float[] scores = new float[logits.length];
    for (int i = 0; i < scores.length; i++) {
      if (Float.isNaN(logits[i])) {
        throw new IllegalArgumentException(
            "logits: expected numbers, found NaN for " + vocabulary.tag(i));
      }
      scores[i] = sigmoid(logits[i]);
    }
    return new Recognition(vocabulary, logits, scores);
  }

  private static float sigmoid(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }

  /**
   * The vocabulary of this recognition, with its thresholds.
   *
   * @return as many tags as there are scores
   */
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * The predicted tags, the best score first; of equal scores the lower index first.
   *
   * @return a new list, empty if no tag is predicted
   */
  public List<TagScore> tags() {
    return holding().sorted(BEST_FIRST).toList();
  }

  /**
   * The predicted tags, in the order of the vocabulary.
   *
   * @return a new list, empty if no tag is predicted
   */
  public List<TagScore> tagsInVocabularyOrder() {
    return holding().toList();
  }

  /**
   * The best tags, predicted or not, the best score first.
   *
   * @param count the greatest number of tags, 0 or more
   * @return a new list of {@code count} tags, or of all if there are fewer
   * @throws IllegalArgumentException if the count is negative
   */
  public List<TagScore> top(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count of tags: expected 0 or more, found " + count);
    }
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
        .limit(count)
        .map(this::tagScore)
        .toList();
  }

  /**
   * The tag at an index with its score and threshold, predicted or not.
   *
   * @param index from 0 to the vocabulary's size − 1
   * @return the tag and its score
   * @throws IndexOutOfBoundsException if there is no such index
   */
  public TagScore tagScore(int index) {
    return new TagScore(vocabulary.tag(index), scores[index], vocabulary.threshold(index));
  }

  /**
   * The score of the tag at an index.
   *
   * @param index from 0 to the vocabulary's size − 1
   * @return the sigmoid of the logit, in [0, 1]
   * @throws IndexOutOfBoundsException if there is no such index
   */
  public float score(int index) {
    return scores[index];
  }

  /**
   * The score of a tag by name.
   *
   * @param name in either language
   * @return in [0, 1], the best where several tags bear the name
   * @throws IllegalArgumentException if no tag has the name
   */
  public float score(String name) {
    float best = 0;
    for (Tag tag : vocabulary.require(name)) {
      best = Math.max(best, scores[vocabulary.indexOfId(tag.id()).orElseThrow()]);
    }
    return best;
  }

  /**
   * The scores of all tags, in the order of the vocabulary.
   *
   * @return float32 [tags], each in [0, 1]; a read-only view, nothing is copied
   */
  public FloatBuffer scores() {
    return FloatBuffer.wrap(scores).asReadOnlyBuffer();
  }

  /**
   * The logits of all tags, in the order of the vocabulary. Where a model gives probabilities, they
   * are the inverse of the sigmoid, infinite for 0 and 1.
   *
   * @return float32 [tags]; a read-only view, nothing is copied
   */
  public FloatBuffer logits() {
    return FloatBuffer.wrap(logits).asReadOnlyBuffer();
  }

  /**
   * A recognition of the same scores with other thresholds. The scores are shared, not computed
   * again.
   *
   * @param policy asked once for all tags
   * @return a recognition
   * @throws IllegalArgumentException if the policy gives a threshold outside [0, 1], or is of a
   *     list that does not fit the vocabulary
   */
  public Recognition withThresholds(ThresholdPolicy policy) {
    return new Recognition(vocabulary.withThresholds(policy), logits, scores);
  }

  /**
   * A recognition of some of the tags. No tag's score depends on another tag.
   *
   * <p>Names decide which tag is which, never ids: a tag of the subset is this recognition's tag of
   * the same English name, as {@link TagVocabulary} says. So the subset may be of another list: the
   * dog of {@link TagVocabulary#tag2text()} gets the score that RAM gave its dog.
   *
   * @param subset tags of this recognition's vocabulary by name, with the thresholds, ids and
   *     Chinese names to use
   * @return a recognition of the subset, in its order
   * @throws IllegalArgumentException if the subset has a tag that is not here, or several tags here
   *     have its name and their ids do not tell them apart; the message names both lists and the
   *     tag
   */
  public Recognition subset(TagVocabulary subset) {
    int[] indices = vocabulary.requireIndicesOf(subset);
    float[] chosenLogits = new float[indices.length];
    float[] chosenScores = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      chosenLogits[i] = logits[indices[i]];
      chosenScores[i] = scores[indices[i]];
    }
    return new Recognition(subset, chosenLogits, chosenScores);
  }

  /**
   * The English names of the predicted tags, as the authors' script prints them.
   *
   * @return in the order of the vocabulary, joined by " | "
   */
  public String english() {
    return joined(Tag::english);
  }

  /**
   * The Chinese names of the predicted tags, as the authors' script prints them.
   *
   * @return in the order of the vocabulary, joined by " | ", alternatives by "/"
   */
  public String chinese() {
    return joined(Tag::chineseText);
  }

  private String joined(Function<Tag, String> name) {
    return holding().map(held -> name.apply(held.tag())).collect(Collectors.joining(" | "));
  }

  private Stream<TagScore> holding() {
    return IntStream.range(0, scores.length)
        .filter(i -> scores[i] > vocabulary.threshold(i))
        .mapToObj(this::tagScore);
  }

  /** The English names of the predicted tags. */
  @Override
  public String toString() {
    return "Recognition[" + english() + "]";
  }
}
