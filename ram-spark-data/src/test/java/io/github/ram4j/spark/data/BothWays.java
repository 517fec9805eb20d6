package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.ram4j.RamException;
import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.data.DataProgress;
import io.github.ram4j.data.DataReport;
import io.github.ram4j.data.TagCleaner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;
import org.jspecify.annotations.Nullable;

/** Cleaning of a file on one machine, and by Spark. */
final class BothWays {
  private static final CleanOptions OPTIONS =
      CleanOptions.defaults().withMinExamples(3).withMaxShare(0.5).withOthersQuantile(0.5);

  private BothWays() {}

  /** What a run writes, or the message of its error. */
  record Result(@Nullable DataReport report, String written, String error) {}

  @FunctionalInterface
  private interface Run {
    DataReport done() throws IOException;
  }

  private static Result result(Run run, Path out) throws IOException {
    try {
      DataReport report = run.done();
      String written = Files.isDirectory(out) ? DrawnExamples.joined(out) : Files.readString(out);
      FileUtil.fullyDelete(out.toFile());
      return new Result(report, written, "");
    } catch (IOException | RamException e) {
      assertFalse(Files.exists(out), "nothing is left of a run that failed");
      return new Result(null, "", e.getMessage());
    }
  }

  static Result onOneMachine(Path in) throws IOException {
    Path out = in.resolveSibling("one.jsonl");
    return result(
        () ->
            new TagCleaner(SingleMachine.recognizer(), OPTIONS, DataProgress.SILENT).clean(in, out),
        out);
  }

  static Result onSpark(Path in, int partitions) throws IOException {
    Path out = in.resolveSibling("spark.jsonl");
    DataJob job =
        DataJob.of(LocalSpark.session(), in.toString(), out.toString()).withPartitions(partitions);
    return result(() -> new SparkTagCleaner("clipart", OPTIONS).clean(job).report(), out);
  }

  /** Requires the same lines and report, or the same error; gives that, empty if there is none. */
  static String requireSame(Path in, int partitions) throws IOException {
    Result expected = onOneMachine(in);
    Result found = onSpark(in, partitions);
    assertEquals(expected.error(), found.error().replace("file:", ""));
    assertEquals(expected.written(), found.written());
    if (expected.report() != null) {
      SingleMachine.requireSame(expected.report(), found.report());
    }
    return expected.error();
  }
}
