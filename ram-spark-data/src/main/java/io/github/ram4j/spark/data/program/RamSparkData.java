package io.github.ram4j.spark.data.program;

import io.github.ram4j.RamException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program that spark-submit starts: {@code generate}, {@code clean} and {@code evaluate}, with
 * the options of {@code ram}.
 */
@Command(
    name = "ram-spark-data",
    description = "The data engine and evaluation as jobs of Apache Spark.",
    mixinStandardHelpOptions = true,
    subcommands = {GenerateProgram.class, CleanProgram.class, EvaluateProgram.class})
public final class RamSparkData {
  private RamSparkData() {}

  /**
   * Runs a subcommand and ends the process with its status: 0, 1 after an error or images that
   * could not be read, 2 for a wrong command line.
   *
   * @param arguments of the command line
   */
  public static void main(String[] arguments) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /**
   * Runs a subcommand.
   *
   * @param out for results
   * @param err for errors
   * @param arguments of the command line
   * @return the exit status
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new RamSparkData())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(RamSparkData::explain)
        .execute(arguments);
  }

  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult result)
      throws Exception {
    if (failure instanceof IOException
        || failure instanceof RamException
        || failure instanceof IllegalArgumentException) {
      line.getErr().println("ram: " + shown(failure));
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }

  /** The message without control characters, which a terminal would obey. */
  private static String shown(Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.replaceAll("[\\p{Cntrl}&&[^\\n]]", "\uFFFD");
  }
}
