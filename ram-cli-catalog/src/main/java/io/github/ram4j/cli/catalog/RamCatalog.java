package io.github.ram4j.cli.catalog;

import io.github.ram4j.cli.Ram;
import io.github.ram4j.cli.StandardOutput;
import io.github.ram4j.cli.StopSignal;
import java.io.PrintWriter;
import java.util.List;

/** Launcher of the programs of {@link Ram} and of those that need a catalogue. */
public final class RamCatalog {
  private RamCatalog() {}

  /**
   * Runs a program and ends the JVM with its exit status.
   *
   * @param arguments the program's name and its options
   */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    int exit;
    try (StopSignal stop = StopSignal.ofProcess()) {
      exit = run(stop, StandardOutput.out(), StandardOutput.err(), arguments);
    }
    System.exit(exit);
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return run(StopSignal.none(), out, err, arguments);
  }

  private static int run(StopSignal stop, PrintWriter out, PrintWriter err, String... arguments) {
    return Ram.run(
        List.of(new TagCommand(stop), new SearchCommand(), new VideoCommand()),
        out,
        err,
        arguments);
  }
}
