package io.github.ram4j.cli;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.run.LabelledImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A row of the table that compares models.
 *
 * @param model what was evaluated
 * @param basis which tags: {@code own} or {@code shared}
 * @param perSecond images read and recognized in a second, NaN where that was not measured
 */
record EvaluationRow(EvaluatedModel model, String basis, double perSecond) {
  static final String OWN = "own";
  static final String SHARED = "shared";

  /**
   * Evaluates models. Where they have different tags there are rows for those that all have, then
   * for each one's own.
   *
   * @param readable places of the images that all models have scores of
   * @param images the same
   * @param selection of tags
   * @param finish what is done with each model that has its own tags
   * @return a list that can be added to
   */
  static List<EvaluationRow> of(
      List<ImageScores> found,
      List<Integer> readable,
      LabelledImages images,
      UnaryOperator<TagVocabulary> selection,
      UnaryOperator<EvaluatedModel> finish) {
    List<EvaluatedModel> own = new ArrayList<>();
    for (ImageScores model : found) {
      TagVocabulary chosen = selection.apply(model.vocabulary());
      own.add(
          // Chosen from the model's own list, so that its ids are known there.
          EvaluatedModel.of(model.name(), model.vocabulary(), model.matrix(readable), images.tags())
              .only(tag -> chosen.indexOfId(tag.id()).isPresent()));
    }
    List<EvaluationRow> rows = new ArrayList<>();
    Set<String> shared = EvaluatedModel.sharedNames(own);
    boolean differ = own.stream().anyMatch(model -> !model.names().equals(shared));
    for (int i = 0; i < own.size() && differ && !shared.isEmpty(); i++) {
      EvaluatedModel model = own.get(i).onlyNamed(shared);
      rows.add(new EvaluationRow(model, SHARED, found.get(i).perSecond()));
    }
    for (int i = 0; i < own.size(); i++) {
      rows.add(new EvaluationRow(finish.apply(own.get(i)), OWN, found.get(i).perSecond()));
    }
    return rows;
  }
}
