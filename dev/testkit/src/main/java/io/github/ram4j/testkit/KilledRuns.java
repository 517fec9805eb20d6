package io.github.ram4j.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs of a program, each in a JVM of its own, that are killed by SIGKILL. Half of the kills come
 * at a random moment of the run. The others come in its last moments, after a hidden file appears:
 * the run pauses at each step of naming its output.
 *
 * <p>{@code -Dram.kills=20} says how many kills a program gets; 2 by default. Not thread-safe.
 */
public final class KilledRuns {
  private static final int PAUSE_MILLIS = 200;

  /** Number of pauses: before the content is forced, before the moves, between and after them. */
  private static final int PAUSES = 4;

  private static final int POLL_MILLIS = 5;
  private static final int LONGEST_MINUTES = 5;

  private final Class<?> program;
  private final Path folder;
  private final List<String> arguments;
  private final Random random;

  /** Check after each kill, and at the end. */
  @FunctionalInterface
  public interface Check {
    /**
     * Checks the files of the folder.
     *
     * @throws IOException if it cannot be read
     */
    void check() throws IOException;
  }

  /**
   * A program to be killed.
   *
   * @param program has a main method
   * @param folder folder of its output
   * @param seed seed of the moments
   * @param arguments of the program
   */
  public KilledRuns(Class<?> program, Path folder, long seed, Object... arguments) {
    this.program = program;
    this.folder = folder;
    this.random = new Random(seed);
    this.arguments = Stream.of(arguments).map(Object::toString).toList();
  }

  /**
   * Number of kills of a program.
   *
   * @return 1 or more
   */
  public static int kills() {
    return Integer.getInteger("ram.kills", 2);
  }

  /**
   * Runs the program to its end.
   *
   * @return the time in milliseconds
   * @throws IOException if it fails; the message has its output
   */
  public long runToTheEnd() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Path said = Files.createTempFile("ram4j-run", ".txt");
    Process process = start(0, said);
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(Files.readString(said, StandardCharsets.UTF_8));
    }
    Files.delete(said);
    return (System.nanoTime() - began) / 1_000_000;
  }

  /**
   * Kills runs, checks the files of each, and lets one run to the end.
   *
   * @param usualMillis the usual time of a run
   * @param before preparation of the folder for each run
   * @param after check after each kill and after the last run, for the old output or the new one
   * @return the number of kills that left hidden files for a later run to delete
   * @throws IllegalStateException if hidden files are left in the end
   */
  public int kill(long usualMillis, Check before, Check after)
      throws IOException, InterruptedException {
    int left = 0;
    Path nowhere =
        Path.of(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    for (int kill = 0; kill < kills(); kill++) {
      before.check();
      List<Path> earlier = hidden();
      boolean last = kill % 2 == 1;
      Process process = start(last ? PAUSE_MILLIS : 0, nowhere);
      if (last) {
        while (process.isAlive() && earlier.containsAll(hidden())) {
          TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSES * PAUSE_MILLIS));
      } else {
        TimeUnit.MILLISECONDS.sleep((long) (random.nextDouble() * usualMillis));
      }
      process.destroyForcibly().waitFor();
      left += hidden().isEmpty() ? 0 : 1;
      after.check();
    }
    before.check();
    runToTheEnd();
    after.check();
    if (!hidden().isEmpty()) {
      throw new IllegalStateException("expected no hidden files, found " + hidden());
    }
    return left;
  }

  private List<Path> hidden() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }

  private Process start(int pauseMillis, Path said) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    command.add("-Dorg.bytedeco.javacpp.platform.extension=-cpu");
    command.add("-Dio.github.ram4j.files.pause=" + pauseMillis);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    return builder.redirectOutput(said.toFile()).start();
  }
}
