package io.github.ram4j.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** From the authors' scores come the authors' figures. */
class GoldenEvaluationTest {
  private static final double TOLERANCE = 1e-6;

  @Test
  void everyFigureIsTheAuthors() throws IOException {
    Evaluation evaluation = evaluation("plain");
    JsonNode expected = GoldenFiles.json("evaluation/plain/expected.json");
    PrecisionRecall means = evaluation.perClass().orElseThrow();
    assertEquals(expected.get("CP").asDouble(), means.precision(), TOLERANCE);
    assertEquals(expected.get("CR").asDouble(), means.recall(), TOLERANCE);
    assertEach(expected.get("P"), evaluation, TagEvaluation::precision, List.of());
    assertEach(expected.get("R"), evaluation, TagEvaluation::recall, List.of());
    assertAveragePrecisions(expected, evaluation);
  }

  @Test
  void withRepeatedNamesThereAreNoMeansOfPrecisionAndRecall() throws IOException {
    Evaluation evaluation = evaluation("repeated-names");
    assertTrue(evaluation.namesRepeat());
    assertTrue(evaluation.perClass().isEmpty());
    assertTrue(evaluation.overall().isEmpty());
    assertAveragePrecisions(
        GoldenFiles.json("evaluation/repeated-names/expected.json"), evaluation);
  }

  private static Evaluation evaluation(String name) throws IOException {
    String folder = "evaluation/" + name + "/";
    TagVocabulary tags =
        ThresholdsFile.read(
            GoldenFiles.file(folder + "thresholds.txt"),
            TagListFile.read(GoldenFiles.file(folder + "tags.txt")));
    ScoresFile scores = ScoresFile.read(GoldenFiles.file(folder + "scores.csv"), tags.size());
    TruthLabels labels =
        TruthLabels.of(
            tags, List.copyOf(TruthFile.read(GoldenFiles.file(folder + "truth.txt")).values()));
    assertTrue(labels.unknown().isEmpty());
    assertFalse(scores.exceedProbabilities());
    return Evaluation.of(scores.scores(), labels.matrix(), tags);
  }

  /** A tied class is ordered by chance in the authors' program, and left out of their mean. */
  private static void assertAveragePrecisions(JsonNode expected, Evaluation evaluation) {
    List<Integer> tied =
        StreamSupport.stream(expected.get("tied_classes").spliterator(), false)
            .map(JsonNode::asInt)
            .toList();
    assertEach(expected.get("AP"), evaluation, TagEvaluation::averagePrecision, tied);
    double sum =
        IntStream.range(0, evaluation.tags().size())
            .filter(tag -> !tied.contains(tag))
            .mapToDouble(tag -> evaluation.tags().get(tag).averagePrecision())
            .sum();
    assertEquals(
        expected.get("mAP_without_tied").asDouble(),
        sum / (evaluation.tags().size() - tied.size()),
        TOLERANCE);
  }

  private static void assertEach(
      JsonNode expected,
      Evaluation evaluation,
      ToDoubleFunction<TagEvaluation> figure,
      List<Integer> leftOut) {
    assertEquals(expected.size(), evaluation.tags().size());
    for (int tag = 0; tag < expected.size(); tag++) {
      if (!leftOut.contains(tag)) {
        assertEquals(
            expected.get(tag).asDouble(),
            figure.applyAsDouble(evaluation.tags().get(tag)),
            TOLERANCE,
            "tag " + tag);
      }
    }
  }
}
