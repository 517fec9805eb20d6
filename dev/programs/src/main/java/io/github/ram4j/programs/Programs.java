package io.github.ram4j.benchmarks;

import io.github.ram4j.RamException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a program of this package with the options that it declares. */
final class Programs {
  private Programs() {}

  /** Runs a program and ends the JVM: 0 if all went well, 1 if not, 2 for wrong options. */
  static void exit(Callable<Integer> program, String... arguments) {
    System.exit(run(program, new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments));
  }

  static int run(Callable<Integer> program, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(program).setErr(err);
    line.setExecutionExceptionHandler(
        (thrown, command, parsed) -> {
          if (!isExplained(thrown)) {
            throw thrown;
          }
          err.println(command.getCommandName() + ": " + thrown.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        });
    return line.execute(arguments);
  }

  /** Whether an exception's message says what is wrong. */
  private static boolean isExplained(Exception thrown) {
    return thrown instanceof RamException
        || thrown instanceof IOException
        || thrown instanceof IllegalArgumentException
        || thrown instanceof MeasurementException;
  }
}
