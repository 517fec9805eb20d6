package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The program, killed while it tags: the next run makes the table whole. */
@Timeout(900)
class KilledDriverTest {
  private static final int IMAGES = 300;
  private static final Pattern CLAIM = Pattern.compile("delete file:(\\S+),");

  @RegisterExtension static final LocalSpark SPARK = new LocalSpark();

  @TempDir Path folder;

  @Test
  void theNextRunTagsAllOnce() throws Exception {
    Path images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(images.resolve(i + ".png"), DrawnTable.image(i % 7));
    }
    Path table = folder.resolve("tags");
    List<String> arguments =
        List.of("--images", images.toString(), "--output", table.toString(), "--tasks", "20");
    Path log = folder.resolve("log");
    Process program = start(arguments, log);
    while (!oneTaskIsDone(table)) {
      assertTrue(program.isAlive(), () -> text(log));
      Thread.sleep(20);
    }
    program.destroyForcibly().waitFor();

    ResultTable results = ResultTable.byHash(table.toString());
    assertEquals(0, results.read(SPARK.session()).count());
    TagJob job = TagImages.parse(arguments.toArray(String[]::new));
    String refused =
        assertThrows(IllegalStateException.class, () -> job.run(SPARK.session())).getMessage();
    Matcher claim = CLAIM.matcher(refused);
    assertTrue(claim.find(), refused);
    Files.delete(Path.of(claim.group(1)));
    assertEquals(IMAGES, job.run(SPARK.session()).images());
    Set<String> paths = new HashSet<>();
    for (Row row : results.read(SPARK.session()).collectAsList()) {
      assertTrue(paths.add(row.getAs("path")));
    }
    assertEquals(IMAGES, paths.size());
    try (Stream<Path> runs = Files.list(table)) {
      assertEquals(1, runs.filter(run -> run.toString().contains("run=")).count());
    }
  }

  private static Process start(List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=localhost",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-cp",
            System.getProperty("java.class.path"),
            TagImages.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Whether a task has written its rows, and the job goes on. */
  private static boolean oneTaskIsDone(Path table) throws IOException {
    if (!Files.exists(table)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(table)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("task_"));
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) { // moved meanwhile
        return false;
      }
      throw e;
    }
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
