package io.github.ram4j.spark.data.evaluate;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Evaluation;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TagEvaluation;
import io.github.ram4j.evaluate.TruthMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Evaluation of a block of tags over all images. */
final class BlockEvaluation {
  private BlockEvaluation() {}

  /**
   * Evaluates.
   *
   * @param tags of the block, with the thresholds in use
   * @param pieces of all images, in any order
   * @return figures in the order of the tags
   */
  static List<TagEvaluation> of(TagVocabulary tags, Iterable<Piece> pieces) {
    List<Piece.Scores> ordered = new ArrayList<>();
    pieces.forEach(piece -> ordered.add((Piece.Scores) piece));
    ordered.sort(Comparator.comparingLong(Piece.Scores::firstPlace));
    List<float[]> scores = new ArrayList<>();
    List<int[]> shown = new ArrayList<>();
    List<int[]> neutral = new ArrayList<>();
    for (Piece.Scores piece : ordered) {
      scores.addAll(Arrays.asList(piece.scores()));
      shown.addAll(Arrays.asList(piece.shown()));
      neutral.addAll(Arrays.asList(piece.neutral()));
    }
    TruthMatrix truth = TruthMatrix.of(tags, shown).withNeutral(neutral);
    return Evaluation.of(ScoreMatrix.of(tags, scores), truth, tags).tags();
  }
}
