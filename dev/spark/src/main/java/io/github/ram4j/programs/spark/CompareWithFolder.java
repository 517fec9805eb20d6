package io.github.ram4j.programs.spark;

import io.github.ram4j.spark.TagImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A measurement of {@code local[2]} against {@code ./ram tag} on the same images: whole processes
 * in turns, and as each takes time to start, their difference over two numbers of images.
 *
 * <pre>{@code
 * java -cp 'dev/spark/target/*:dev/spark/target/lib/*:dev/spark/target/spark/jars/*' \
 *   io.github.ram4j.programs.spark.CompareWithFolder FOLDER 500 2500 3
 * }</pre>
 *
 * <p>Images are drawn into FOLDER; the numbers are those of images, and that of turns. It starts
 * {@code ./ram} in the current folder, which has to be the repository's.
 */
public final class CompareWithFolder {
  private static final int LONGEST_MINUTES = 120;

  private CompareWithFolder() {}

  /**
   * Runs.
   *
   * @param arguments a folder and three numbers
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int few = Integer.parseInt(arguments[1]);
    int many = Integer.parseInt(arguments[2]);
    int images = many - few;
    Path parent = Path.of(arguments[0]);
    List<Path> folders = List.of(DrawnImages.folder(parent, few), DrawnImages.folder(parent, many));
    List<Double> shares = new ArrayList<>();
    timed(List.of("./ram", "--version")); // which builds what is older than its sources
    for (int run = 0; run < Integer.parseInt(arguments[3]); run++) {
      double[] seconds = new double[4];
      for (int i = 0; i < 2; i++) {
        seconds[i] = timed(ram(folders.get(i)));
        seconds[2 + i] = timed(spark(folders.get(i)));
      }
      double ram = images / (seconds[1] - seconds[0]);
      double spark = images / (seconds[3] - seconds[2]);
      shares.add(spark / ram);
      System.out.printf(
          Locale.ROOT,
          "run %d: ram tag %.1f s, %.1f s: %.1f images/s; local[2] %.1f s, %.1f s: %.1f images/s;"
              + " ratio %.3f%n",
          run + 1,
          seconds[0],
          seconds[1],
          ram,
          seconds[2],
          seconds[3],
          spark,
          spark / ram);
    }
    shares.sort(null);
    System.out.printf(
        Locale.ROOT,
        "median ratio: %.3f (at least 0.85 wanted)%n",
        shares.get((shares.size() - 1) / 2));
  }

  private static List<String> ram(Path folder) throws IOException {
    Path out = Files.createTempDirectory("ram4j-compare");
    return List.of(
        "./ram",
        "tag",
        "--model",
        "clipart",
        "--threads",
        "2",
        "--catalog",
        out.resolve("catalog.sqlite").toString(),
        folder.toString());
  }

  private static List<String> spark(Path folder) throws IOException {
    Path out = Files.createTempDirectory("ram4j-compare");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What spark-submit would give.
    command.addAll(List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dlog4j2.level=WARN",
            "-cp",
            System.getProperty("java.class.path"),
            TagImages.class.getName(),
            "--images",
            folder.toString(),
            "--output",
            out.resolve("tags").toString()));
    return command;
  }

  private static double timed(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "expected the end of " + command + ", found none or an error");
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
