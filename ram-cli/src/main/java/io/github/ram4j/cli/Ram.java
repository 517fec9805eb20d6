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

/** All programs, reached by the launcher {@code ./ram} at the top of the repository. */
@Command(
    name = "ram",
    description = "Recognizes what images show: RAM, RAM++ and Tag2Text without Python.",
    mixinStandardHelpOptions = true,
    versionProvider = Ram.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RecognizeCommand.class,
      CaptionCommand.class,
      ConvertCommand.class,
      EvaluateCommand.class,
      ParseTagsCommand.class,
      GenerateCommand.class,
      CleanCommand.class,
      InspectCommand.class,
      DoctorCommand.class
    })
public final class Ram {
  private static final String ELSEWHERE =
      "'ram train' trains models; its libraries are downloaded when it is first asked for.";

  private Ram() {}

  /** The version of the jar that runs. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Ram.class.getPackage().getImplementationVersion();
      return new String[] {"ram4j " + (version == null ? "(not packaged)" : version)};
    }
  }

  /**
   * Runs a program and ends the JVM: exit status 0 if all went well, 1 if something failed, 2 if
   * the command line is wrong.
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
   * Runs a program, one of these or one of a module that needs more libraries.
   *
   * @param more programs of others, as picocli's annotations describe them
   * @param out where answers go
   * @param err where everything else goes
   * @param arguments the program's name and its options
   * @return the exit status: 0 if all went well, 1 if something failed, 2 if the command line is
   *     wrong
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
          return CommandLine.ExitCode.SOFTWARE;
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

  /** Help goes to an output that may be full. */
  private static int execute(ParseResult parsed, PrintWriter err) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (UncheckedIOException e) {
      err.println("ram: " + Errors.explain(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** What is wrong, and where all options are told: they would bury it. */
  private static void explainUsage(ParameterException wrong, PrintWriter err) {
    err.println("ram: " + TerminalView.safe(wrong.getMessage()));
    StringWriter suggestions = new StringWriter();
    UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(suggestions, true));
    suggestions.toString().lines().map(TerminalView::safe).forEach(err::println);
    String program = wrong.getCommandLine().getCommandSpec().qualifiedName();
    err.println("'" + program + " --help' tells what it takes");
  }
}
