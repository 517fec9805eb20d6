package io.github.ram4j.cli;

import io.github.ram4j.view.TerminalView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Entry point of all programs, started by the launcher {@code ./ram} at the top of the repository.
 */
@Command(
    name = "ram",
    description =
        "Recognize tags of images and write captions: RAM, RAM++ and Tag2Text without Python.",
    mixinStandardHelpOptions = true,
    versionProvider = Ram.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RecognizeCommand.class,
      CaptionCommand.class,
      LocateCommand.class,
      ConvertCommand.class,
      EvaluateCommand.class,
      ParseTagsCommand.class,
      GenerateCommand.class,
      CleanCommand.class,
      DescribeCommand.class,
      VocabularyCommand.class,
      LearnTagsCommand.class,
      InspectCommand.class,
      DoctorCommand.class
    })
public final class Ram {
  private static final String ELSEWHERE =
      "'ram train' trains models; its libraries are downloaded when it is first asked for.";

  private Ram() {}

  /** The version of the running jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Ram.class.getPackage().getImplementationVersion();
      return new String[] {"ram4j " + (version == null ? "(not packaged)" : version)};
    }
  }

  /**
   * Runs a program and ends the JVM with its exit status: 0 for success, 1 for a failure, 2 for a
   * wrong command line.
   *
   * @param arguments the program's name and its options
   */
  public static void main(String[] arguments) {
    System.exit(run(StandardOutput.out(), StandardOutput.err(), arguments));
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return run(List.of(), out, err, arguments);
  }

  /**
   * Runs a program of this module, or of a module with more libraries.
   *
   * @param more programs of other modules, with picocli's annotations
   * @param out writer of answers
   * @param err writer of everything else
   * @param arguments the program's name and its options
   * @return the exit status: 0 for success, 1 for a failure, 2 for a wrong command line
   */
  public static int run(List<?> more, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new Ram());
    more.forEach(line::addSubcommand);
    if (more.isEmpty()) {
      line.getCommandSpec().usageMessage().footer("", ELSEWHERE);
    }
    line.setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler(
        (thrown, command, parsed) -> {
          if (!Errors.isTheUsers(thrown)) {
            throw thrown;
          }
          err.println("ram: " + Errors.explain(thrown));
          return Errors.isOfOptions(thrown)
              ? CommandLine.ExitCode.USAGE
              : CommandLine.ExitCode.SOFTWARE;
        });
    line.setParameterExceptionHandler(
        (wrong, given) -> {
          explainUsage(wrong, err);
          return CommandLine.ExitCode.USAGE;
        });
    line.setExecutionStrategy(parsed -> execute(parsed, err));
    if (arguments.length == 0) {
      line.usage(out);
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }

  /** Executes a program or prints its help, to an output that may be full. */
  private static int execute(ParseResult parsed, PrintWriter err) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (UncheckedIOException e) {
      err.println("ram: " + Errors.explain(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** Prints the error and the command that lists all options, which would bury it. */
  private static void explainUsage(ParameterException wrong, PrintWriter err) {
    err.println("ram: " + TerminalView.safe(wrong.getMessage()));
    StringWriter suggestions = new StringWriter();
    UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(suggestions, true));
    suggestions.toString().lines().map(TerminalView::safe).forEach(err::println);
    String program = wrong.getCommandLine().getCommandSpec().qualifiedName();
    err.println("'" + program + " --help' tells what it takes");
  }
}
