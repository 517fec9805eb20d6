package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.data.DataProgress;
import io.github.ram4j.data.DataReport;
import io.github.ram4j.data.TagCleaner;
import io.github.ram4j.evaluate.run.Comparison;
import io.github.ram4j.evaluate.run.EvaluationSummary;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.evaluate.run.ModelScores;
import io.github.ram4j.evaluate.run.ScoringOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors in processes of their own come to the results of one machine. */
class TwoProcessesTest {
  @TempDir Path folder;

  private static Set<String> executors(SparkSession spark) {
    return new TreeSet<>(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of(1, 2, 3, 4, 5, 6), 6)
            .map(
                i -> {
                  Thread.sleep(300); // so that one executor does not take all tasks
                  return SparkEnv.get().executorId();
                })
            .collect());
  }

  @Test
  void cleaningAndEvaluationAreThoseOfOneMachine() throws IOException {
    assumeTrue(
        Boolean.getBoolean("ram.full"), "two more processes take half a minute: -Dram.full=true");
    Path in = DrawnExamples.in(folder);
    CleanOptions options = CleanOptions.defaults().withMinExamples(3).withMaxShare(0.5);
    Path single = folder.resolve("single.jsonl");
    DataReport expected =
        new TagCleaner(SingleMachine.recognizer(), options, DataProgress.SILENT).clean(in, single);
    LabelledImages labelled = LabelledImages.read(in);
    ModelScores scores =
        ModelScores.recognize(
            "clipart",
            SingleMachine.recognizer(),
            labelled,
            ScoringOptions.defaults().withSkipUnreadable(true));
    Comparison figures = Comparison.of(List.of(scores), labelled);
    try (SparkSession spark = LocalSpark.cluster()) {
      assertEquals(2, executors(spark).size());
      Path out = folder.resolve("out.jsonl");
      DataPassResult result =
          new SparkTagCleaner("clipart", options)
              .clean(DataJob.of(spark, in.toString(), out.toString()).withPartitions(4));
      assertEquals(Files.readString(single), DrawnExamples.joined(out));
      SingleMachine.requireSame(expected, result.report());
      EvaluationSummary found =
          new SparkEvaluator(
                  spark,
                  "clipart",
                  SparkEvaluationOptions.defaults().withSkipUnreadable(true).withPartitions(4))
              .evaluate("clipart", labelled, folder.toString());
      assertEquals(
          figures.rows().get(0).model().evaluation().tags(),
          found.rows().get(0).evaluation().tags());
      assertTrue(found.rows().get(0).evaluation().meanAveragePrecisionOfShown() > 0.1);
    }
  }
}
