package io.github.ram4j.benchmarks;

import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Median;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.TaggingGraphs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One way of starting, and the cost of its JVMs.
 *
 * @param name for people
 * @param weightsBytes of the bundle's image encoder and tagging head
 * @param command command that starts a JVM
 * @param jvms the finished JVMs
 */
record StartKind(String name, long weightsBytes, List<String> command, List<FreshJvm> jvms) {
  private static final double MB = 1e6;
  private static final double LIMIT_FACTOR = 1.3;
  private static final double LIMIT_MB = 400;

  static StartKind of(String name, String bundle, List<String> command) throws IOException {
    return new StartKind(name, weights(Bundles.read(bundle)), command, new ArrayList<>());
  }

  private static long weights(Bundle bundle) {
    String encoder = bundle.graph(TaggingGraphs.IMAGE_ENCODER).file();
    String head = bundle.graph(TaggingGraphs.TAGGING_HEAD).file();
    return bundle.manifest().files().stream()
        .filter(file -> file.name().startsWith(encoder) || file.name().startsWith(head))
        .mapToLong(BundleFile::bytes)
        .sum();
  }

  /** Starts one more JVM. */
  void run() throws IOException {
    jvms.add(FreshJvm.run(command));
  }

  /** Returns a table with the columns of {@link #addTo}. */
  static FigureTable table() {
    return new FigureTable()
        .text("program", "program")
        .figure("firstTagsSeconds", "first tags, s", "%.2f")
        .figure("endSeconds", "end, s", "%.2f")
        .figure("openSeconds", "of it opening, s", "%.2f")
        .figure("imageSeconds", "image, s", "%.2f")
        .figure("weightsMb", "weights, MB", "%.0f")
        .figure("anonymousMb", "peak without mapped files, MB", "%.0f")
        .figure("fileMb", "mapped files, MB", "%.0f")
        .figure("peakMb", "peak with them, MB", "%.0f")
        .figure("limitMb", "1.3 × weights + 400 MB", "%.0f");
  }

  /** Adds a row of medians. */
  void addTo(FigureTable table) {
    table.row(
        name,
        median(FreshJvm::firstLineSeconds),
        median(FreshJvm::endSeconds),
        median(jvm -> seconds(jvm, 0)),
        median(jvm -> seconds(jvm, 1)),
        weightsBytes / MB,
        median(jvm -> jvm.memory().anonymousBytes() / MB),
        median(jvm -> jvm.memory().fileBytes() / MB),
        median(jvm -> jvm.memory().peakBytes() / MB),
        LIMIT_FACTOR * weightsBytes / MB + LIMIT_MB);
  }

  private double median(ToDoubleFunction<FreshJvm> figure) {
    return Median.of(jvms.stream().mapToDouble(figure).toArray());
  }

  /** A figure printed by {@link FirstTags}, NaN for another program. */
  private static double seconds(FreshJvm jvm, int which) {
    return jvm.lines().stream()
        .filter(line -> line.startsWith(FirstTags.SECONDS))
        .map(line -> line.substring(FirstTags.SECONDS.length()).split(" ", 2)[which])
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(Double.NaN);
  }
}
