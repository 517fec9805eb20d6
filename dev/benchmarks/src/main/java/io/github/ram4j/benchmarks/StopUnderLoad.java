package io.github.ram4j.benchmarks;

import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.programs.Programs;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Checks that a JVM which recognizes, captions, opens and closes models stops cleanly. It is
 * stopped by SIGTERM and by {@code System.exit}, with the library on the class path and on the
 * module path. A shutdown hook takes two seconds and then closes the models, or leaves them open. A
 * stop is clean if the exit status is the JVM's own (0, or 143 by SIGTERM), if calls were answered
 * while the hook ran, and if no call failed except by the refusal of a closed model. Writes
 * TABLE.md and TABLE.json.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.StopUnderLoad --java /usr/lib/jvm/java-17 \
 *   --java /usr/lib/jvm/java-25 --times 20 --out TABLE
 * </pre>
 */
@Command(
    name = "StopUnderLoad",
    description = "Stops JVMs that recognize and caption, again and again.",
    mixinStandardHelpOptions = true)
public final class StopUnderLoad implements Callable<Integer> {
  private static final String[] MODULES = {"io.github.ram4j.onnx", "io.github.ram4j.clipart"};
  private static final int TERMINATED = 143;

  @Option(
      names = "--java",
      paramLabel = "HOME",
      description = "Of a JDK, may be repeated; the one that runs this by default.")
  private List<Path> homes = new ArrayList<>();

  @Option(names = "--times", defaultValue = "20", description = "Stops of each kind.")
  private int times;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  StopUnderLoad() {}

  /** A kind of stop. */
  private record Kind(Path home, boolean modules, boolean signal, boolean closing) {
    String path() {
      return modules ? "module path" : "class path";
    }

    String way() {
      return signal ? "SIGTERM" : "System.exit";
    }

    String closer() {
      return closing ? "the hook" : "nobody";
    }

    int status() {
      return signal ? TERMINATED : 0;
    }
  }

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new StopUnderLoad(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    FigureTable table =
        new FigureTable()
            .text("java", "JDK")
            .text("path", "library on the")
            .text("way", "stopped by")
            .text("closer", "models closed by")
            .figure("stops", "stops", "%d")
            .figure("clean", "clean", "%d")
            .figure("answers", "least answers while stopping", "%d");
    for (Kind kind : kinds()) {
      int clean = 0;
      int fewest = Integer.MAX_VALUE;
      for (int i = 0; i < times; i++) {
        int answers = answersOfCleanStop(kind);
        clean += answers > 0 ? 1 : 0;
        fewest = Math.min(fewest, answers);
      }
      System.out.printf(
          "%s, %s, %s, closed by %s: %d of %d clean%n",
          kind.home(), kind.path(), kind.way(), kind.closer(), clean, times);
      table.row(
          kind.home().toString(), kind.path(), kind.way(), kind.closer(), times, clean, fewest);
    }
    Machine.describe(new Report("Stopping under load")).table("stops", table).write(out);
    return 0;
  }

  private List<Kind> kinds() {
    List<Path> javas = homes.isEmpty() ? List.of(Path.of(System.getProperty("java.home"))) : homes;
    List<Kind> kinds = new ArrayList<>();
    for (Path java : javas) {
      for (boolean modules : new boolean[] {false, true}) {
        for (boolean signal : new boolean[] {true, false}) {
          for (boolean closing : new boolean[] {true, false}) {
            kinds.add(new Kind(java, modules, signal, closing));
          }
        }
      }
    }
    return kinds;
  }

  /** Calls that were answered while the JVM stopped; 0 if it did not stop cleanly. */
  private static int answersOfCleanStop(Kind kind) throws IOException {
    Process service =
        new ProcessBuilder(command(kind)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader said = service.inputReader();
        Writer told = service.outputWriter()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lines.add(line);
        if (line.equals(StoppedService.READY)) {
          if (kind.signal()) {
            service.toHandle().destroy(); // as Process.destroy, which closes what is read here
          } else {
            told.write("exit\n");
            told.flush();
          }
        }
      }
    } finally {
      service.destroyForcibly(); // has ended, unless this failed
    }
    int status = OtherProgram.waitFor(service);
    int answers = answers(lines);
    if (status != kind.status()
        || lines.size() != 3
        || !lines.get(2).equals(StoppedService.STOPPED)
        || answers == 0) {
      System.out.println("exit status " + status + " after");
      lines.forEach(System.out::println);
      return 0;
    }
    return answers;
  }

  private static int answers(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(StoppedService.ANSWERED))
        .mapToInt(line -> Integer.parseInt(line.substring(StoppedService.ANSWERED.length())))
        .sum();
  }

  private static List<String> command(Kind kind) {
    List<String> command = new ArrayList<>();
    command.add(kind.home().resolve(Path.of("bin", "java")).toString());
    command.addAll(
        kind.modules()
            ? ModulePath.of(MODULES).options()
            : List.of("-cp", System.getProperty("java.class.path")));
    command.add("-XX:ErrorFile=" + new File(System.getProperty("java.io.tmpdir"), "hs_err_%p.log"));
    command.add(StoppedService.class.getName());
    if (kind.closing()) {
      command.add(StoppedService.CLOSING);
    }
    return command;
  }
}
