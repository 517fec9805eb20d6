package io.github.ram4j.evaluate;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A model's scores of pictures, what the pictures show in the model's tags, and how good the scores
 * are.
 *
 * @param name what reports call the model
 * @param vocabulary the tags with the thresholds in use, in the order of the columns
 * @param scores float32 [pictures, tags]
 * @param labels of the same size
 * @param evaluation the figures
 */
public record EvaluatedModel(
    String name,
    TagVocabulary vocabulary,
    ScoreMatrix scores,
    TruthLabels labels,
    Evaluation evaluation) {

  /** Checks that nothing is missing. */
  public EvaluatedModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(evaluation, "evaluation");
  }

  /**
   * Evaluates a model. Tags of the truth that it does not have are left out.
   *
   * @param name what reports call it
   * @param vocabulary its tags with the thresholds to use
   * @param scores float32 [pictures, tags]
   * @param truth names or ids of what each picture shows
   * @return the model with its figures
   * @throws IllegalArgumentException if the sizes differ
   */
  public static EvaluatedModel of(
      String name,
      TagVocabulary vocabulary,
      ScoreMatrix scores,
      List<? extends Collection<String>> truth) {
    return of(name, vocabulary, scores, TruthLabels.of(vocabulary, truth));
  }

  private static EvaluatedModel of(
      String name, TagVocabulary vocabulary, ScoreMatrix scores, TruthLabels labels) {
    return new EvaluatedModel(
        name, vocabulary, scores, labels, Evaluation.of(scores, labels.matrix(), vocabulary));
  }

  /**
   * The same for some tags alone.
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
   * The same with other thresholds.
   *
   * @param newName what reports call it
   * @param thresholds the same tags in the same order
   * @return the model with the figures at these thresholds
   * @throws IllegalArgumentException if the tags are others
   */
  public EvaluatedModel withThresholds(String newName, TagVocabulary thresholds) {
    if (!thresholds.tags().equals(vocabulary.tags())) {
      throw new IllegalArgumentException(
          "thresholds: expected those of the model's %d tags, found other tags"
              .formatted(vocabulary.size()));
    }
    return of(newName, thresholds, scores, labels);
  }

  /**
   * The same with another name.
   *
   * @param newName what reports call it
   * @return the model with the same figures
   */
  public EvaluatedModel named(String newName) {
    return new EvaluatedModel(newName, vocabulary, scores, labels, evaluation);
  }

  /**
   * The same with tags of the truth that the model does not have as tags that it never predicts.
   *
   * @return the model with the figures of more tags
   */
  public EvaluatedModel withMisses() {
    return new EvaluatedModel(
        name, vocabulary, scores, labels, evaluation.withMisses(labels.unknown()));
  }

  /**
   * The English names that all models have.
   *
   * @param models at least one
   * @return the names; a new set, empty where the models have none in common
   */
  public static Set<String> sharedNames(List<EvaluatedModel> models) {
    Set<String> shared = models.get(0).names();
    models.forEach(model -> shared.retainAll(model.names()));
    return shared;
  }

  /**
   * The English names of the model's tags.
   *
   * @return a new set
   */
  public Set<String> names() {
    Set<String> names = new HashSet<>();
    vocabulary.tags().forEach(tag -> names.add(tag.english()));
    return names;
  }
}
