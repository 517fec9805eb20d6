package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleReader;
import io.github.ram4j.data.ReadOptions;
import io.github.ram4j.evaluate.run.Comparison;
import io.github.ram4j.evaluate.run.EvaluationFiles;
import io.github.ram4j.evaluate.run.EvaluationSummary;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.evaluate.run.ModelScores;
import io.github.ram4j.evaluate.run.ScoringOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's figures are those of the single machine, whatever the partitions. */
class SparkEvaluatorTest {
  private static final SparkEvaluationOptions SKIPPING =
      SparkEvaluationOptions.defaults().withSkipUnreadable(true);

  @TempDir Path folder;
  private LabelledImages images;

  @BeforeEach
  void label() throws IOException {
    Path truth = DrawnExamples.in(folder);
    Path neutral = folder.resolve("neutral.jsonl");
    List<Example> all = ExampleReader.readAll(truth, ReadOptions.defaults());
    Files.writeString(
        neutral, Example.of(all.get(0).image(), List.of("flower", "cloud")).toLine() + "\n");
    images = LabelledImages.read(truth).withNeutral(neutral);
  }

  private Comparison ofOneMachine() throws IOException {
    ModelScores scores =
        ModelScores.recognize(
            "clipart",
            SingleMachine.recognizer(),
            images,
            ScoringOptions.defaults().withSkipUnreadable(true));
    return Comparison.of(List.of(scores), images);
  }

  private EvaluationSummary evaluate(SparkEvaluationOptions options, String prefix)
      throws IOException {
    return new SparkEvaluator(LocalSpark.session(), "clipart", options)
        .evaluate("clipart", images, prefix + folder);
  }

  private static String json(EvaluationSummary summary) throws IOException {
    StringWriter text = new StringWriter();
    EvaluationFiles.writeJson(summary, text);
    return text.toString().replaceAll("(?m)^.*images_per_second.*\\R", "");
  }

  private static String csv(EvaluationSummary summary) throws IOException {
    StringWriter text = new StringWriter();
    EvaluationFiles.writeCsv(summary, text);
    return text.toString();
  }

  @Test
  void figuresAreThoseOfOneMachine() throws IOException {
    EvaluationSummary expected = ofOneMachine().summary();
    assertTrue(expected.rows().get(0).evaluation().meanAveragePrecisionOfShown() > 0.1);
    assertEquals(4, expected.skipped());
    for (int partitions : List.of(1, 7)) {
      EvaluationSummary found = evaluate(SKIPPING.withPartitions(partitions), "");
      assertEquals(json(expected), json(found));
      assertEquals(csv(expected), csv(found));
    }
  }

  @Test
  void missesAreCountedAsOnOneMachine() throws IOException {
    EvaluationSummary expected = ofOneMachine().withMisses().summary();
    assertEquals(2, expected.rows().get(0).unknown().size());
    EvaluationSummary found = evaluate(SKIPPING.withCountUnknown(true), "");
    assertEquals(json(expected), json(found));
  }

  @Test
  void aTaskThatIsTriedAgainCountsOnce() throws IOException {
    FlakyFiles.breakNext(2);
    EvaluationSummary found = evaluate(SKIPPING.withPartitions(4), "flaky://");
    assertEquals(0, FlakyFiles.leftToBreak());
    assertEquals(json(ofOneMachine().summary()), json(found));
  }

  @Test
  void anUnreadableImageIsAnErrorUnlessItIsLeftOut() {
    IOException e =
        assertThrows(IOException.class, () -> evaluate(SparkEvaluationOptions.defaults(), ""));
    assertTrue(e.getMessage().startsWith("image images/"), e.getMessage());
  }
}
