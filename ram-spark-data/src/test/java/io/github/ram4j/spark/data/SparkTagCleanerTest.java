package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.data.DataProgress;
import io.github.ram4j.data.DataReport;
import io.github.ram4j.data.TagCleaner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's lines and report are those of the single machine, whatever the partitions. */
class SparkTagCleanerTest {
  private static final CleanOptions OPTIONS =
      CleanOptions.defaults().withMinExamples(3).withMaxShare(0.5).withOthersQuantile(0.5);

  @TempDir Path folder;
  private Path in;

  @BeforeEach
  void draw() throws IOException {
    in = DrawnExamples.in(folder);
  }

  private void requireSame(CleanOptions options, String prefix, int partitions) throws IOException {
    Path single = folder.resolve("single.jsonl");
    DataReport expected =
        new TagCleaner(SingleMachine.recognizer(), options, DataProgress.SILENT).clean(in, single);
    Path out = folder.resolve("out.jsonl");
    DataPassResult result =
        new SparkTagCleaner("clipart", options)
            .clean(
                DataJob.of(LocalSpark.session(), prefix + in, prefix + out)
                    .withPartitions(partitions));
    assertEquals(Files.readString(single), DrawnExamples.joined(out));
    SingleMachine.requireSame(expected, result.report());
    assertTrue(
        expected.totals().get("images with improbable tags") > 1, expected.totals()::toString);
    assertEquals(4, result.unreadable().size());
  }

  @Test
  void marksAreThoseOfOneMachine() throws IOException {
    requireSame(OPTIONS, "", 5);
  }

  @Test
  void removedTagsAreThoseOfOneMachine() throws IOException {
    requireSame(OPTIONS.withRemove(true), "", 2);
  }

  @Test
  void aTaskThatIsTriedAgainCountsOnce() throws IOException {
    FlakyFiles.breakNext(2);
    requireSame(OPTIONS, "flaky://", 4);
    assertEquals(0, FlakyFiles.leftToBreak());
  }
}
