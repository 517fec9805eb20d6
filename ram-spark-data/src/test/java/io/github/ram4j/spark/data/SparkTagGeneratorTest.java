package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.data.DataProgress;
import io.github.ram4j.data.DataReport;
import io.github.ram4j.data.ExampleException;
import io.github.ram4j.data.GenerateOptions;
import io.github.ram4j.data.TagGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's lines and report are those of the single machine, whatever the partitions. */
class SparkTagGeneratorTest {
  private static final GenerateOptions OPTIONS =
      GenerateOptions.defaults().withThresholds((tag, published) -> 0.02f);

  @TempDir static Path folder;
  private static Path in;
  private static String expected;
  private static DataReport expectedReport;

  @BeforeAll
  static void generateOnOneMachine() throws IOException {
    in = DrawnExamples.in(folder);
    Path out = folder.resolve("single.jsonl");
    expectedReport =
        new TagGenerator(SingleMachine.recognizer(), OPTIONS, DataProgress.SILENT)
            .generate(in, out);
    expected = Files.readString(out);
    assertTrue(expectedReport.totals().get("tags added") > 10, expectedReport.totals()::toString);
    assertEquals(4, expectedReport.totals().get("images that could not be read"));
  }

  private static DataPassResult generate(String from, String to, int partitions)
      throws IOException {
    DataJob job = DataJob.of(LocalSpark.session(), from, to).withPartitions(partitions);
    return new SparkTagGenerator("clipart", OPTIONS).generate(job);
  }

  @Test
  void linesAndReportAreThoseOfOneMachine() throws IOException {
    for (int partitions : List.of(1, 13)) {
      Path out = folder.resolve("out" + partitions + ".jsonl");
      DataPassResult result = generate(in.toString(), out.toString(), partitions);
      assertEquals(expected, DrawnExamples.joined(out));
      SingleMachine.requireSame(expectedReport, result.report());
      assertEquals(
          List.of("images/5.png", "images/7.png", "images/17.png", "images/19.png"),
          result.unreadable().stream().map(image -> image.image()).toList());
    }
  }

  @Test
  void aTaskThatIsTriedAgainCountsOnce() throws IOException {
    FlakyFiles.breakNext(2);
    Path out = folder.resolve("retried.jsonl");
    DataPassResult result = generate("flaky://" + in, "flaky://" + out, 4);
    assertEquals(0, FlakyFiles.leftToBreak());
    assertEquals(expected, DrawnExamples.joined(out));
    SingleMachine.requireSame(expectedReport, result.report());
  }

  @Test
  void pathsAreThoseFromTheOutputsFolder() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path single = other.resolve("single.jsonl");
    new TagGenerator(SingleMachine.recognizer(), OPTIONS, DataProgress.SILENT).generate(in, single);
    generate(in.toString(), other.resolve("out.jsonl").toString(), 3);
    assertEquals(Files.readString(single), DrawnExamples.joined(other.resolve("out.jsonl")));
    assertTrue(Files.readString(single).contains("\"image\":\"../images/0.png\""));
    generate(in.toString(), "flaky://" + other.resolve("elsewhere.jsonl"), 3);
    assertTrue(
        DrawnExamples.joined(other.resolve("elsewhere.jsonl"))
            .startsWith("{\"image\":\"file://" + folder.resolve("images/0.png") + "\""));
  }

  @Test
  void strictlyABadImageIsAnErrorAndNothingIsLeft() throws IOException {
    Path out = folder.resolve("strict.jsonl");
    SparkTagGenerator strict = new SparkTagGenerator("clipart", OPTIONS.withStrict(true));
    DataJob job = DataJob.of(LocalSpark.session(), in.toString(), out.toString());
    IOException e = assertThrows(IOException.class, () -> strict.generate(job));
    assertTrue(e.getMessage().startsWith("image images/"), e.getMessage());
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.toString().contains("strict")));
    }
  }

  @Test
  void anOlderOutputStaysUnlessItIsReplaced() throws IOException {
    Path out = Files.createDirectory(folder.resolve("older.jsonl"));
    Files.writeString(out.resolve("part-00000"), "older");
    assertThrows(
        FileAlreadyExistsException.class, () -> generate(in.toString(), out.toString(), 1));
    assertEquals("older", DrawnExamples.joined(out));
    DataJob job = DataJob.of(LocalSpark.session(), in.toString(), out.toString());
    new SparkTagGenerator("clipart", OPTIONS).generate(job.withReplace(true));
    assertEquals(expected, DrawnExamples.joined(out));
  }

  @Test
  void aLineThatIsNoExampleHasTheErrorOfOneMachine() throws IOException {
    Path bad = folder.resolve("bad.jsonl");
    Files.writeString(bad, expected + "\r\n{\"image\":7}\n" + expected);
    String message =
        assertThrows(
                ExampleException.class,
                () ->
                    new TagGenerator(SingleMachine.recognizer(), OPTIONS, DataProgress.SILENT)
                        .generate(bad, folder.resolve("never")))
            .getMessage();
    ExampleException e =
        assertThrows(
            ExampleException.class,
            () -> generate(bad.toString(), folder.resolve("never.jsonl").toString(), 7));
    assertEquals(message, e.getMessage().replace("file:", ""));
    assertTrue(message.contains("line 26: image: expected a string"), message);
  }
}
