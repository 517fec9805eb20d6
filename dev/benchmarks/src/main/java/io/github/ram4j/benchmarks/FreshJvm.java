package io.github.ram4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cost of one run of a program in a JVM of its own.
 *
 * @param firstLineSeconds from the start of the JVM to its first line
 * @param endSeconds from the start to the end
 * @param lines lines of its output
 * @param memory memory of the JVM
 */
record FreshJvm(
    double firstLineSeconds, double endSeconds, List<String> lines, ProcessMemory memory) {
  /** Interval between readings of the memory, too long to be felt. */
  private static final int MILLIS = 20;

  FreshJvm {
    lines = List.copyOf(lines);
  }

  /**
   * Runs a program to its end.
   *
   * @throws MeasurementException if it fails or prints nothing
   */
  static FreshJvm run(List<String> command) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    MemoryWatch watch = new MemoryWatch(ProcessMemory.statusOf(process.pid()));
    watch.start();
    double first = 0;
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (lines.isEmpty()) {
          first = (System.nanoTime() - start) / 1e9;
        }
        lines.add(line);
      }
    }
    int status = OtherProgram.waitFor(process);
    double end = (System.nanoTime() - start) / 1e9;
    watch.interrupt();
    if (status != 0 || lines.isEmpty()) {
      throw new MeasurementException(
          "%s: expected lines and exit status 0, found %d lines and %d"
              .formatted(String.join(" ", command), lines.size(), status));
    }
    return new FreshJvm(first, end, lines, watch.seen);
  }

  /** Thread that reads a process's memory at intervals. */
  private static final class MemoryWatch extends Thread {
    private final Path status;
    private volatile ProcessMemory seen = ProcessMemory.NONE;

    MemoryWatch(Path status) {
      super("memory");
      this.status = status;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (true) {
          seen = seen.seeing(status);
          sleep(MILLIS);
        }
      } catch (InterruptedException e) {
        interrupt(); // the process ended
      }
    }
  }
}
