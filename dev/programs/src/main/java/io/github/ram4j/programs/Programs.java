package io.github.ram4j.programs;

import io.github.ram4j.RamException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runner of the programs under {@code dev}, with the options that each declares. */
public final class Programs {
  private Programs() {}

  /**
   * Runs a program, without a screen, and ends the JVM with its exit status: 0 for success, 1 for a
   * failure, 2 for wrong options.
   *
   * @param program with picocli's annotations
   * @param arguments of the command line
   */
  public static void exit(Callable<Integer> program, String... arguments) {
    System.setProperty("java.awt.headless", "true");
    System.exit(run(program, new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments));
  }

  /**
   * Runs a program.
   *
   * @param program with picocli's annotations
   * @param err for messages
   * @param arguments of the command line
   * @return the exit status, as of {@link #exit}
   */
  public static int run(Callable<Integer> program, PrintWriter err, String... arguments) {
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

  /** Returns whether an exception's message explains the error. */
  private static boolean isExplained(Exception thrown) {
    return thrown instanceof RamException
        || thrown instanceof IOException
        || thrown instanceof IllegalArgumentException;
  }
}
