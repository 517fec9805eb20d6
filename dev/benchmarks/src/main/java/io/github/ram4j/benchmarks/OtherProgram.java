package io.github.ram4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runner of other programs. */
final class OtherProgram {
  private OtherProgram() {}

  /**
   * Runs a program to its end and shows its output.
   *
   * @return the lines of its standard output
   * @throws MeasurementException if it ends with another status than 0
   */
  static List<String> run(List<String> command) throws IOException {
    return run(command, true);
  }

  /** Runs a program like {@link #run(List)}, without showing its output. */
  static List<String> runQuietly(List<String> command) throws IOException {
    return run(command, false);
  }

  private static List<String> run(List<String> command, boolean shown) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(
                shown ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (shown) {
          System.out.println(line);
        }
      }
    }
    int status = waitFor(process);
    if (status != 0) {
      throw new MeasurementException(
          "%s: expected exit status 0, found %d".formatted(String.join(" ", command), status));
    }
    return lines;
  }

  /** Waits for a process and returns its exit status. */
  static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("waiting for a program");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** Returns a command that runs a class of this class path in a new JVM like this one. */
  static List<String> java(List<String> options, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Returns a command as one line for a POSIX shell. */
  static String shellLine(List<String> command) {
    return String.join(
        " ", command.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList());
  }
}
