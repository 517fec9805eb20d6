package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.TagEvaluation.PredictionCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of scores: figures of each tag, and of all tags together.
 *
 * <p>A tag is taken as predicted where its score is <em>at or above</em> its threshold, as the
 * authors evaluate. (A recognizer requires a score above it, as theirs does.) Immutable and
 * thread-safe.
 *
 * @see "utils/metrics.py (recognize-anything, 7cb804a)"
 */
public final class Evaluation {
  private final int images;
  private final List<TagEvaluation> tags;
  private final boolean namesRepeat;

  private Evaluation(int images, List<TagEvaluation> tags) {
    this.images = images;
    this.tags = List.copyOf(tags);
    Set<String> names = new HashSet<>();
    this.namesRepeat = !this.tags.stream().allMatch(tag -> names.add(tag.name()));
  }

  /**
   * Evaluates scores.
   *
   * @param scores float32 [images, tags]
   * @param truth of the same size
   * @param vocabulary names and thresholds of the tags, in the order of the columns
   * @return the figures
   * @throws IllegalArgumentException if the sizes differ, or the tags where they are known
   */
  public static Evaluation of(ScoreMatrix scores, TruthMatrix truth, TagVocabulary vocabulary) {
    scores.requireTagsOf(vocabulary);
    double[] averagePrecisions = AveragePrecision.ofTags(scores, truth);
    List<TagEvaluation> tags = new ArrayList<>(scores.tags());
    for (int tag = 0; tag < scores.tags(); tag++) {
      tags.add(ofTag(scores, truth, vocabulary, tag, averagePrecisions[tag]));
    }
    return new Evaluation(scores.images(), tags);
  }

  /**
   * Puts figures of tags together that were evaluated one by one, or some at a time.
   *
   * @param images number of images, the same of all tags
   * @param tags figures in the order of the vocabulary
   * @return what {@link #of} makes of all scores at once
   * @throws IllegalArgumentException if a tag has counts of more images
   */
  public static Evaluation ofTags(int images, List<TagEvaluation> tags) {
    for (TagEvaluation tag : tags) {
      if (tag.positives() + tag.falsePositives() > images) {
        throw new IllegalArgumentException(
            "evaluation of \"%s\": expected counts of %d images, found %s"
                .formatted(tag.name(), images, tag.counts()));
      }
    }
    return new Evaluation(images, tags);
  }

  private static TagEvaluation ofTag(
      ScoreMatrix scores,
      TruthMatrix truth,
      TagVocabulary vocabulary,
      int tag,
      double averagePrecision) {
    float threshold = vocabulary.threshold(tag);
    int right = 0;
    int wrong = 0;
    for (int image = 0; image < scores.images(); image++) {
      if (scores.score(image, tag) >= threshold) {
        if (truth.shows(image, tag)) {
          right++;
        } else if (!truth.isNeutral(image, tag)) {
          wrong++;
        }
      }
    }
    return new TagEvaluation(
        vocabulary.tag(tag).english(),
        threshold,
        averagePrecision,
        new PredictionCounts(right, wrong, truth.positives(tag) - right));
  }

  /**
   * This evaluation with tags that images show and the model lacks: each counts as a tag that is
   * never predicted, of average precision 0.
   *
   * @param missing names, each with the number of images that show it
   * @return an evaluation of more tags
   */
  public Evaluation withMisses(Map<String, Integer> missing) {
    List<TagEvaluation> all = new ArrayList<>(tags);
    missing.forEach(
        (name, shown) -> all.add(new TagEvaluation(name, 1, 0, new PredictionCounts(0, 0, shown))));
    return new Evaluation(images, all);
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
   * The figures of each tag.
   *
   * @return in the order of the vocabulary; unmodifiable
   */
  public List<TagEvaluation> tags() {
    return tags;
  }

  /**
   * Returns whether two tags have the same name. Means of precision and recall are undefined then,
   * since one thing would count more than once.
   *
   * @return whether a name occurs twice
   */
  public boolean namesRepeat() {
    return namesRepeat;
  }

  /**
   * mAP: the mean of the average precision of all tags, where a tag that no image shows counts 0.
   *
   * @return 0 to 1
   */
  public double meanAveragePrecision() {
    return mean(TagEvaluation::averagePrecision);
  }

  /**
   * The mean of the average precision of the tags that at least one image shows.
   *
   * @return 0 to 1; 0 where no image shows anything
   */
  public double meanAveragePrecisionOfShown() {
    return tags.stream()
        .filter(tag -> tag.positives() > 0)
        .mapToDouble(TagEvaluation::averagePrecision)
        .average()
        .orElse(0);
  }

  /**
   * The number of tags that at least one image shows.
   *
   * @return from 0 to the number of tags
   */
  public int shownTags() {
    return (int) tags.stream().filter(tag -> tag.positives() > 0).count();
  }

  /**
   * CP and CR: the means of the precision and of the recall of all tags, where an undefined one
   * counts 0. Their F1 is often called CF1.
   *
   * @return empty where {@link #namesRepeat()}
   */
  public Optional<PrecisionRecall> perClass() {
    return namesRepeat
        ? Optional.empty()
        : Optional.of(
            new PrecisionRecall(mean(TagEvaluation::precision), mean(TagEvaluation::recall)));
  }

  /**
   * Precision and recall of all predictions taken together (micro-averaged; also called OP, OR and
   * OF1).
   *
   * @return empty where {@link #namesRepeat()}
   */
  public Optional<PrecisionRecall> overall() {
    if (namesRepeat) {
      return Optional.empty();
    }
    long right = tags.stream().mapToLong(TagEvaluation::truePositives).sum();
    long wrong = tags.stream().mapToLong(TagEvaluation::falsePositives).sum();
    long missed = tags.stream().mapToLong(TagEvaluation::falseNegatives).sum();
    return Optional.of(
        new PrecisionRecall(
            TagEvaluation.share(right, right + wrong), TagEvaluation.share(right, right + missed)));
  }

  private double mean(ToDoubleFunction<TagEvaluation> figure) {
    return tags.stream().mapToDouble(figure).average().orElse(0);
  }

  /** The numbers of images and tags, and the mAP. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Evaluation[%d images, %d tags, mAP %.4f]",
        images,
        tags.size(),
        meanAveragePrecision());
  }
}
