package io.github.ram4j.benchmarks;

import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Machine;
import io.github.ram4j.benchmarks.report.Report;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.benchmarks.subject.SampleImages;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the time of a fresh JVM to its first tags, the part of opening a bundle in it, and the
 * memory of one image: with the model that ships, as {@code ./ram recognize} and as the least
 * program, and with given bundles, their digests checked and not, their weights packed and not,
 * warmed up or not, copied or mapped. Medians over JVMs that are started in turn, files in the page
 * cache. Writes TABLE.md and TABLE.json.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.TimeStart --bundle fp32=DIR --bundle int8=DIR --jvms 5 \
 *   --threads 2 --out TABLE
 * </pre>
 */
@Command(
    name = "TimeStart",
    description = "From the start of a JVM to the first tags, and the memory it takes.",
    mixinStandardHelpOptions = true)
public final class TimeStart implements Callable<Integer> {
  private static final String LAUNCHED = "io.github.ram4j.cli.Ram";

  @Option(
      names = "--bundle",
      paramLabel = "NAME=DIR",
      description = "To be opened beside the model that ships.")
  private Map<String, Path> bundles = new LinkedHashMap<>();

  @Option(names = "--image", description = "A file; a drawn JPEG of 640 x 480 by default.")
  private Path image;

  @Option(names = "--jvms", defaultValue = "5", description = "Of each kind.")
  private int jvms;

  @Option(names = "--threads", defaultValue = "2", description = "That a call computes with.")
  private int threads;

  @Option(
      names = "--jar",
      description =
          "ram-examples' jar, started with -jar as ./ram does; by default its main class.")
  private Path jar;

  @Option(
      names = "--java-options",
      defaultValue = "",
      description = "Given to each JVM, separated by blanks; for example \"-Xmx1g -Xshare:auto\".")
  private String javaOptions;

  @Option(names = "--out", required = true, description = "Where TABLE.md and TABLE.json go.")
  private Path out;

  TimeStart() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new TimeStart(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    Path drawn = image == null ? Files.createTempFile("ram4j", ".jpg") : null;
    try {
      if (drawn != null) {
        Files.write(drawn, SampleImages.jpeg(640, 480));
      }
      List<StartKind> kinds = kinds(drawn == null ? image : drawn);
      for (int jvm = 0; jvm < jvms; jvm++) {
        for (StartKind kind : kinds) {
          System.out.println("JVM " + (jvm + 1) + " of " + jvms + ": " + kind.name());
          kind.run();
        }
      }
      report(kinds).write(out);
    } finally {
      if (drawn != null) {
        Files.delete(drawn);
      }
    }
    return 0;
  }

  private List<StartKind> kinds(Path shown) throws IOException {
    List<StartKind> kinds = new ArrayList<>();
    kinds.add(StartKind.of("ram recognize", Bundles.CLIPART, launched(shown)));
    kinds.add(least("least program", Bundles.CLIPART, shown, FirstTags.DIGESTS));
    kinds.add(least("least program, warmed up", Bundles.CLIPART, shown, FirstTags.WARM));
    for (Map.Entry<String, Path> bundle : bundles.entrySet()) {
      String folder = bundle.getValue().toString();
      String name = bundle.getKey();
      kinds.add(least(name + ", digests checked", folder, shown, FirstTags.DIGESTS));
      kinds.add(least(name + ", unchecked", folder, shown, "unchecked"));
      kinds.add(least(name + ", unchecked, not packed", folder, shown, FirstTags.UNPACKED));
      kinds.add(least(name + ", unchecked, warmed up", folder, shown, FirstTags.WARM));
      kinds.add(least(name + ", unchecked, own files mapped", folder, shown, FirstTags.MAPPED));
    }
    return kinds;
  }

  private List<String> launched(Path shown) {
    String[] arguments = {"recognize", "--threads", Integer.toString(threads), shown.toString()};
    List<String> command = OtherProgram.java(options(), LAUNCHED, arguments);
    if (jar != null) {
      int classPath = command.indexOf("-cp");
      command.subList(classPath, classPath + 3).clear();
      command.addAll(classPath, List.of("-jar", jar.toString()));
    }
    return command;
  }

  private StartKind least(String name, String bundle, Path shown, String digests)
      throws IOException {
    return StartKind.of(
        name,
        bundle,
        OtherProgram.java(
            options(),
            FirstTags.class.getName(),
            bundle,
            shown.toString(),
            digests,
            Integer.toString(threads)));
  }

  private List<String> options() {
    return Arrays.stream(javaOptions.split(" ", -1)).filter(option -> !option.isEmpty()).toList();
  }

  private Report report(List<StartKind> kinds) throws IOException {
    FigureTable table = StartKind.table();
    kinds.forEach(kind -> kind.addTo(table));
    return Machine.describe(new Report("From the start of a JVM to the first tags"))
        .fact("JVMs of each kind", jvms)
        .fact("threads", threads)
        .fact("JVM's options", javaOptions.isEmpty() ? "none" : javaOptions)
        .table("starts", table)
        .note(
            "Medians; the files were in the page cache, as after the first start. Memory without"
                + " mapped files is RssAnon, mapped files are RssFile, both seen every 20"
                + " milliseconds; with them is VmHWM. Weights are the files of the bundle's encoder"
                + " and head.");
  }
}
