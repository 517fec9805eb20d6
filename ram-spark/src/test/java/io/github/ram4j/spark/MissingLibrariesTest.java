package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that lack jars, as executors may: the job fails, and the error says what to add. */
class MissingLibrariesTest {
  @TempDir Path folder;

  /** What a job prints in a process whose class path lacks some of this one's. */
  private String failure(String missing) throws Exception {
    Predicate<String> isMissing = Pattern.compile(missing).asPredicate();
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !isMissing.test(entry.replace('\\', '/')))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-cp", path, Job.class.getName()));
    Path printed = folder.resolve("printed");
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(printed.toFile())
        .start()
        .waitFor();
    return Files.readString(printed, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("JOB "))
        .collect(Collectors.joining());
  }

  @Test
  void jarsOfNoPlatform() throws Exception {
    String failure = failure("/(javacpp|opencv|openblas)-[^/]*-(linux|windows|macosx)-[^/]*$");
    assertTrue(failure.contains("OpenCV, which decodes images, cannot be loaded on "), failure);
    assertTrue(failure.contains("this platform's native jars on the class path"), failure);
  }

  @Test
  void noJarOfTheModel() throws Exception {
    String failure = failure("ram-model-clipart");
    assertTrue(
        failure.contains(
            "model clipart: expected io.github.ram4j:ram-model-clipart on the class path of"
                + " executors, found no such jar"),
        failure);
  }

  /** A job of a PNG and a JPEG. */
  static final class Job {
    private Job() {}

    public static void main(String[] arguments) throws IOException {
      try (SparkSession spark = Sessions.local(1)) {
        Dataset<Row> rows = DrawnTable.table(spark, DrawnTable.rows(0, 2, 0), 1);
        System.out.println("JOB " + new RamTagger().transform(rows).collectAsList());
      } catch (Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
          System.out.println("JOB " + cause.toString().replaceAll("\\s+", " "));
        }
      }
    }
  }
}
