package io.github.ram4j.vocabulary;

import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Tag;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Calibration;
import io.github.ram4j.evaluate.Calibration.Origin;
import io.github.ram4j.evaluate.CalibrationGoal;
import io.github.ram4j.evaluate.OperatingPoint;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthMatrix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Thresholds of a vocabulary's new tags, chosen on labelled images.
 *
 * <p>The authors use 0.5 for all new tags, whose scores lie lower than those of the model's own:
 * most are never predicted. A tag that enough images show ({@link CalibrationGoal#minPositives})
 * gets the threshold that is best for its own scores. A tag of fewer images, or of none, gets the
 * threshold that is best for all new tags together ({@link Origin#POOLED}). Tags of the model's own
 * list keep their thresholds.
 *
 * <p>Images that show none of the tags belong to the calibration, too: without them every precision
 * is too good. Immutable and thread-safe.
 */
public final class VocabularyCalibration {
  private final OpenVocabulary vocabulary;
  private final List<TagCalibration> tags;
  private final SortedMap<String, Integer> unknown;

  private VocabularyCalibration(
      OpenVocabulary vocabulary, List<TagCalibration> tags, SortedMap<String, Integer> unknown) {
    this.vocabulary = vocabulary;
    this.tags = List.copyOf(tags);
    this.unknown = unknown;
  }

  /**
   * Chooses thresholds.
   *
   * @param vocabulary the tags
   * @param scores float32 [images, tags], probabilities, the tags in the order of the vocabulary;
   *     {@link ScoreMatrix#ofRecognitions} makes it of the recognitions of {@link
   *     io.github.ram4j.Recognizer#withVocabulary}
   * @param truth for each image the names of its tags, upper and lower case alike; a synonym means
   *     its tag
   * @param goal of the thresholds
   * @return the calibration
   * @throws IllegalArgumentException if the vocabulary has no new tag, scores or truth are of other
   *     tags or images, a score is no probability, or no image shows a new tag
   */
  public static VocabularyCalibration of(
      OpenVocabulary vocabulary,
      ScoreMatrix scores,
      List<? extends Collection<String>> truth,
      CalibrationGoal goal) {
    requireSizes(vocabulary, scores, truth.size());
    int[] columns =
        IntStream.range(0, vocabulary.tags().size())
            .filter(i -> vocabulary.tags().get(i).recipe() != TagRecipe.LISTED)
            .toArray();
    if (columns.length == 0) {
      throw new IllegalArgumentException(
          "open vocabulary: expected a new tag, found %d of the model's list alone"
              .formatted(vocabulary.tags().size()));
    }
    List<OpenTag> tags = IntStream.of(columns).mapToObj(vocabulary.tags()::get).toList();
    SortedMap<String, Integer> unknown = new TreeMap<>();
    TruthMatrix labels = labels(vocabulary, tags, truth, unknown);
    if (IntStream.range(0, tags.size()).allMatch(tag -> labels.positives(tag) == 0)) {
      throw new IllegalArgumentException(
          "labelled images: expected one or more that show a new tag, found none among %d; their labels are %s"
              .formatted(truth.size(), unknown.keySet()));
    }
    ScoreMatrix chosen = scores.columns(columns);
    TagVocabulary list = chosen.vocabulary().orElseGet(() -> list(tags));
    Calibration calibration = Calibration.of(chosen, labels, list, goal);
    float[] thresholds = new float[vocabulary.tags().size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = vocabulary.tags().get(i).threshold();
    }
    List<TagCalibration> report = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      thresholds[columns[i]] = calibration.vocabulary().threshold(i);
      report.add(tag(tags.get(i).name(), new Column(chosen, labels, i), calibration, goal));
    }
    return new VocabularyCalibration(vocabulary.withThresholds(thresholds), report, unknown);
  }

  private static void requireSizes(OpenVocabulary vocabulary, ScoreMatrix scores, int images) {
    if (scores.images() != images) {
      throw new IllegalArgumentException(
          "labels: expected those of %d images as the scores have, found %d"
              .formatted(scores.images(), images));
    }
    if (scores.tags() != vocabulary.tags().size()) {
      throw new IllegalArgumentException(
          "scores: expected those of %d tags as the vocabulary has, found %d"
              .formatted(vocabulary.tags().size(), scores.tags()));
    }
    if (scores.vocabulary().isPresent()) {
      for (int i = 0; i < scores.tags(); i++) {
        String scored = scores.vocabulary().get().tag(i).english();
        String name = vocabulary.tags().get(i).name();
        if (!DistinctNames.key(scored).equals(DistinctNames.key(name))) {
          throw new IllegalArgumentException(
              "scores: expected those of \"%s\" as tag %d of the vocabulary, found \"%s\""
                  .formatted(name, i, scored));
        }
      }
    }
  }

  /** Looks labels up, and counts those that the vocabulary lacks. */
  private static TruthMatrix labels(
      OpenVocabulary vocabulary,
      List<OpenTag> tags,
      List<? extends Collection<String>> truth,
      SortedMap<String, Integer> unknown) {
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < tags.size(); i++) {
      byName.put(DistinctNames.key(tags.get(i).name()), i);
    }
    // A tag's own name comes before another's synonym.
    for (int i = 0; i < tags.size(); i++) {
      for (String synonym : tags.get(i).synonyms()) {
        byName.putIfAbsent(DistinctNames.key(synonym), i);
      }
    }
    vocabulary.tags().forEach(tag -> byName.putIfAbsent(DistinctNames.key(tag.name()), -1));
    List<int[]> positives = new ArrayList<>();
    for (Collection<String> shown : truth) {
      Set<Integer> found = new LinkedHashSet<>();
      for (String name : new LinkedHashSet<>(shown)) {
        Integer tag = byName.get(DistinctNames.key(name));
        if (tag == null) {
          unknown.merge(name, 1, Integer::sum);
        } else if (tag >= 0) {
          found.add(tag);
        }
      }
      positives.add(found.stream().mapToInt(Integer::intValue).toArray());
    }
    return TruthMatrix.of(tags.size(), positives);
  }

  /** A list of the tags for scores that have none; ids are places. */
  private static TagVocabulary list(List<OpenTag> tags) {
    List<Tag> list =
        IntStream.range(0, tags.size())
            .mapToObj(i -> new Tag(i, tags.get(i).name(), List.of(), true))
            .toList();
    return TagVocabulary.of(list, new float[tags.size()]);
  }

  /** The scores and labels of one tag. */
  private record Column(ScoreMatrix scores, TruthMatrix labels, int tag) {
    OperatingPoint above(float threshold) {
      int right = 0;
      int wrong = 0;
      for (int image = 0; image < scores.images(); image++) {
        if (scores.score(image, tag) > threshold) {
          right += labels.shows(image, tag) ? 1 : 0;
          wrong += labels.shows(image, tag) ? 0 : 1;
        }
      }
      return new OperatingPoint(threshold, right, wrong, labels.positives(tag) - right);
    }

    float[] ofImages() {
      float[] column = new float[scores.images()];
      for (int image = 0; image < column.length; image++) {
        column[image] = scores.score(image, tag);
      }
      return column;
    }

    boolean[] shown() {
      boolean[] shown = new boolean[scores.images()];
      for (int image = 0; image < shown.length; image++) {
        shown[image] = labels.shows(image, tag);
      }
      return shown;
    }
  }

  private static TagCalibration tag(
      String name, Column column, Calibration calibration, CalibrationGoal goal) {
    boolean own = column.labels().positives(column.tag()) >= goal.minPositives();
    return new TagCalibration(
        name,
        calibration.origin(column.tag()),
        column.above(calibration.vocabulary().threshold(column.tag())),
        own ? ThresholdSpread.of(column.ofImages(), column.shown(), goal) : Optional.empty());
  }

  /**
   * The vocabulary with the new thresholds.
   *
   * @return the same tags in the same order
   */
  public OpenVocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * The thresholds of the new tags, and how far the images prove them.
   *
   * @return in the order of the vocabulary; unmodifiable
   */
  public List<TagCalibration> tags() {
    return tags;
  }

  /**
   * The labels that are no tag of the vocabulary.
   *
   * @return each with the number of images; a new map
   */
  public SortedMap<String, Integer> unknown() {
    return new TreeMap<>(unknown);
  }

  /**
   * The number of thresholds of an origin.
   *
   * @param origin an origin
   * @return from 0 to the number of new tags
   */
  public int count(Origin origin) {
    return (int) tags.stream().filter(tag -> tag.origin() == origin).count();
  }
}
