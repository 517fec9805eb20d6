package io.github.ram4j.evaluate;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Scores of images by a model, the labels of the images in the model's tags, and the figures of
 * both. Immutable and thread-safe.
 */
public final class EvaluatedModel {
  private final String name;
  private final TagVocabulary vocabulary;
  private final ScoreMatrix scores;
  private final TruthLabels labels;
  private final Evaluation evaluation;

  /** Checks that nothing is missing and that all is of the same tags. */
  EvaluatedModel(
      String name,
      TagVocabulary vocabulary,
      ScoreMatrix scores,
      TruthLabels labels,
      Evaluation evaluation) {
    this.name = Objects.requireNonNull(name, "name");
    this.vocabulary = vocabulary;
    this.scores = scores;
    this.labels = labels;
    this.evaluation = evaluation;
    scores.requireTagsOf(vocabulary);
    labels.matrix().requireSizeOf(scores);
    for (int tag = 0; tag < vocabulary.size(); tag++) {
      String english = vocabulary.tag(tag).english();
      String evaluated =
          tag < evaluation.tags().size() ? evaluation.tags().get(tag).name() : "none";
      if (!english.equals(evaluated)) {
        throw new IllegalArgumentException(
            "evaluation of %s: expected figures of \"%s\", tag %d of %s, found those of \"%s\""
                .formatted(name, english, tag, vocabulary.name(), evaluated));
      }
    }
  }

  /**
   * The name of the model in reports.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The tags with the thresholds in use.
   *
   * @return in the order of the columns
   */
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * The scores.
   *
   * @return float32 [images, tags]
   */
  public ScoreMatrix scores() {
    return scores;
  }

  /**
   * The labels of the images in the model's tags.
   *
   * @return of the size of the scores
   */
  public TruthLabels labels() {
    return labels;
  }

  /**
   * The figures.
   *
   * @return of the tags, and of the tags that {@link #withMisses} added
   */
  public Evaluation evaluation() {
    return evaluation;
  }

  /**
   * Evaluates a model. Tags of the truth that the model lacks are left out.
   *
   * @param name name in reports
   * @param vocabulary its tags with the thresholds to use
   * @param scores float32 [images, tags]
   * @param truth for each image the names or ids of its tags
   * @return the model with its figures
   * @throws IllegalArgumentException if the sizes differ, or the tags of the scores where they are
   *     known
   */
  public static EvaluatedModel of(
      String name,
      TagVocabulary vocabulary,
      ScoreMatrix scores,
      List<? extends Collection<String>> truth) {
    return of(name, vocabulary, scores, TruthLabels.of(vocabulary, truth));
  }

  /**
   * Evaluates a model on labels in its tags.
   *
   * @param name name in reports
   * @param vocabulary its tags with the thresholds to use
   * @param scores float32 [images, tags]
   * @param labels of the same size
   * @return the model with its figures
   * @throws IllegalArgumentException if the sizes differ, or the tags where they are known
   */
  public static EvaluatedModel of(
      String name, TagVocabulary vocabulary, ScoreMatrix scores, TruthLabels labels) {
    return new EvaluatedModel(
        name, vocabulary, scores, labels, Evaluation.of(scores, labels.matrix(), vocabulary));
  }

  /**
   * This evaluation restricted to some tags.
   *
   * @param chosen whether a tag stays; at least one must
   * @return the model with the figures of these tags
   * @throws IllegalArgumentException if none is chosen
   */
  public EvaluatedModel only(Predicate<Tag> chosen) {
    int[] columns =
        IntStream.range(0, vocabulary.size())
            .filter(index -> chosen.test(vocabulary.tag(index)))
            .toArray();
    TagVocabulary subset =
        vocabulary.subsetOfIds(
            IntStream.of(columns).mapToObj(index -> vocabulary.tag(index).id()).toList());
    return of(
        name,
        subset,
        scores.columns(columns),
        new TruthLabels(labels.matrix().columns(columns), labels.unknown()));
  }

  /**
   * This evaluation with other thresholds.
   *
   * @param newName name in reports
   * @param thresholds tags of the same names in the same order
   * @return the model with the figures at these thresholds
   * @throws IllegalArgumentException if the tags are others; the message names the first
   */
  public EvaluatedModel withThresholds(String newName, TagVocabulary thresholds) {
    vocabulary.requireSameTags(thresholds);
    float[] values = new float[thresholds.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = thresholds.threshold(i);
    }
    return of(newName, vocabulary.withThresholds(values), scores, labels);
  }

  /**
   * This evaluation with another name.
   *
   * @param newName name in reports
   * @return the model with the same figures
   */
  public EvaluatedModel named(String newName) {
    return new EvaluatedModel(newName, vocabulary, scores, labels, evaluation);
  }

  /**
   * This evaluation with tags of the truth that the model lacks, counted as never predicted.
   *
   * @return the model with the figures of more tags
   */
  public EvaluatedModel withMisses() {
    return new EvaluatedModel(
        name, vocabulary, scores, labels, evaluation.withMisses(labels.unknown()));
  }

  /**
   * The English names that all models have, upper and lower case alike.
   *
   * @param models at least one
   * @return the names in lower case; a new set, empty where the models have none in common
   */
  public static Set<String> sharedNames(List<EvaluatedModel> models) {
    Set<String> shared = models.get(0).names();
    models.forEach(model -> shared.retainAll(model.names()));
    return shared;
  }

  /**
   * This evaluation restricted to tags of some names.
   *
   * @param chosen as {@link #sharedNames} gives them
   * @return the model with the figures of these tags
   * @throws IllegalArgumentException if it has none of them
   */
  public EvaluatedModel onlyNamed(Set<String> chosen) {
    return only(tag -> chosen.contains(compared(tag)));
  }

  /**
   * The English names of the model's tags.
   *
   * @return the names in lower case; a new set
   */
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    vocabulary.tags().forEach(tag -> names.add(compared(tag)));
    return names;
  }

  /** The name by which tag lists are joined. */
  private static String compared(Tag tag) {
    return tag.english().strip().toLowerCase(Locale.ROOT);
  }
}
