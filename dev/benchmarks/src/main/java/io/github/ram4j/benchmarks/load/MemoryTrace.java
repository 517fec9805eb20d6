package io.github.ram4j.benchmarks.load;

import io.github.ram4j.benchmarks.report.FigureTable;
import io.github.ram4j.benchmarks.report.Median;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a server holds while it is under load, at equal distances in time. */
public final class MemoryTrace implements ClientLoad.Watch {
  private static final double MEGA = 1e6;

  private final ServedProgram server;
  private final int samples;
  private final List<Sample> seen = new ArrayList<>();

  private record Sample(
      double seconds,
      double residentMb,
      double ownMb,
      double liveMb,
      long threads,
      long descriptors,
      Answers.Figures since) {}

  /**
   * A trace of nothing yet.
   *
   * @param server that runs
   * @param samples to take in all, at least 1
   */
  public MemoryTrace(ServedProgram server, int samples) {
    this.server = server;
    this.samples = samples;
  }

  @Override
  public void during(Answers answers, long end) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long from = 0;
    for (int i = 1; i <= samples; i++) {
      long next = began + (end - began) / samples * i;
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      long now = answers.now();
      seen.add(sample(now / 1e9, answers.figures(from, now)));
      from = now;
    }
  }

  private Sample sample(double seconds, Answers.Figures since) throws IOException {
    List<String> status = Files.readAllLines(server.status()); // before the collection
    long descriptors = server.descriptors();
    return new Sample(
        seconds,
        (kibibytes(status, "VmRSS:") << 10) / MEGA,
        (kibibytes(status, "RssAnon:") << 10) / MEGA,
        server.liveBytes() / MEGA,
        kibibytes(status, "Threads:"),
        descriptors,
        since);
  }

  private static long kibibytes(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  /**
   * The trace.
   *
   * @return a row for each sample
   */
  public FigureTable table() {
    FigureTable table =
        new FigureTable()
            .figure("seconds", "after, s", "%.0f")
            .figure("resident", "resident, MB", "%.0f")
            .figure("own", "of its own, MB", "%.0f")
            .figure("live", "heap after a collection, MB", "%.1f")
            .figure("threads", "threads", "%d")
            .figure("descriptors", "descriptors", "%d")
            .figure("rate", "images a second since the last", "%.1f")
            .figure("median", "p50, ms", "%.0f")
            .figure("slow", "p99, ms", "%.0f");
    for (Sample each : seen) {
      Answers.Figures since = each.since();
      table.row(
          each.seconds(),
          each.residentMb(),
          each.ownMb(),
          each.liveMb(),
          each.threads(),
          each.descriptors(),
          since.perSecond(),
          since.medianMs(),
          since.slowMs());
    }
    return table;
  }

  /**
   * How the memory changed from the second quarter of the samples to the last; the first quarter is
   * the server's warming up.
   *
   * @return a sentence
   */
  public String change() {
    int quarter = Math.max(1, seen.size() / 4);
    List<Sample> early = seen.subList(quarter % seen.size(), Math.min(2 * quarter, seen.size()));
    List<Sample> late = seen.subList(seen.size() - quarter, seen.size());
    return "medians of the second and the last quarter: resident %.0f and %.0f MB, of its own %.0f and %.0f MB, heap after a collection %.1f and %.1f MB"
        .formatted(
            Median.of(early.stream().map(Sample::residentMb).toList()),
            Median.of(late.stream().map(Sample::residentMb).toList()),
            Median.of(early.stream().map(Sample::ownMb).toList()),
            Median.of(late.stream().map(Sample::ownMb).toList()),
            Median.of(early.stream().map(Sample::liveMb).toList()),
            Median.of(late.stream().map(Sample::liveMb).toList()));
  }
}
