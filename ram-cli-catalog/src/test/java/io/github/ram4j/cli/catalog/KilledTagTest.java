package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of {@code ram tag} that are killed at random moments and gone on with: each image is in each
 * output once, and none that was finished is tagged again.
 *
 * <p>{@code -Dram.catalog.images=20000 -Dram.catalog.kills=10} is the run of docs/catalog.md, with
 * the rate of a bare loop beside it; {@code -Dram.catalog.folder=DIR} keeps its files.
 */
class KilledTagTest {
  private static final int IMAGES = Integer.getInteger("ram.catalog.images", 250);
  private static final int KILLS = Integer.getInteger("ram.catalog.kills", 3);
  private static final boolean LARGE = IMAGES > 1000;
  private static final long SEED = 20;

  @TempDir Path temporary;

  @Test
  void everyImageOnce() throws Exception {
    Path place = Path.of(System.getProperty("ram.catalog.folder", temporary.toString()));
    DrawnFolder drawn =
        DrawnFolder.draw(Files.createDirectories(place.resolve("drawn")), IMAGES, LARGE ? 100 : 10);
    Path catalog = place.resolve("catalog.sqlite");
    Path jsonl = place.resolve("tags.jsonl");
    Path csv = place.resolve("tags.csv");
    TaggedFiles files = new TaggedFiles(catalog, jsonl, csv);
    Object[] tag = files.command(drawn.folder());
    double bareRate = LARGE ? bareRate(drawn.folder()) : 0;
    Random random = new Random(SEED);
    Map<String, Long> before = new HashMap<>();
    long usual = LARGE ? (long) (IMAGES / bareRate * 1000 / (KILLS + 1) * 1.2) : 1500;
    for (int kill = 1; kill <= KILLS; kill++) {
      try (ChildRun run = ChildRun.start(RamCatalog.class, tag)) {
        if (!LARGE) {
          waitForMore(run, files, before.size());
        }
        run.waitFor((long) (random.nextDouble() * usual));
        long resident = run.residentMb();
        run.kill();
        files.requireWholeLines();
        Map<String, Long> now = files.finished();
        requireKept(before, now);
        System.out.printf("kill %d: %d images finished, %d MB%n", kill, now.size(), resident);
        before = now;
      }
    }
    try (ChildRun run = ChildRun.start(RamCatalog.class, tag)) {
      watch(run);
      int status = run.waitFor();
      boolean brokenOnesLeft = before.size() < IMAGES / 2;
      assertTrue(
          status == 1 || (status == 0 && !brokenOnesLeft),
          "broken images are failures: " + run.said());
      requireKept(before, files.finished());
      System.out.println(lastLines(run.said()));
    }
    files.requireAll(drawn);
    byte[] whole = Files.readAllBytes(jsonl);
    try (ChildRun run = ChildRun.start(RamCatalog.class, tag)) {
      assertEquals(0, run.waitFor(), run.said());
      assertTrue(run.said().contains(" 0 tagged, 0 failed, "), run.said());
    }
    assertEquals(-1, java.util.Arrays.mismatch(whole, Files.readAllBytes(jsonl)));
  }

  /** Waits until the run has finished an image, so that there is something to lose. */
  private static void waitForMore(ChildRun run, TaggedFiles files, int before) throws Exception {
    while (files.finished().size() <= before && !run.waitFor(50)) {
      // Not yet.
    }
  }

  @Test
  void aRunThatIsToldToEndFinishesWhatItHasBegun() throws Exception {
    DrawnFolder drawn =
        DrawnFolder.draw(Files.createDirectories(temporary.resolve("drawn")), 200, 20);
    Path catalog = temporary.resolve("catalog.sqlite");
    Path jsonl = temporary.resolve("tags.jsonl");
    Path csv = temporary.resolve("tags.csv");
    TaggedFiles files = new TaggedFiles(catalog, jsonl, csv);
    Object[] tag = files.command(drawn.folder());
    try (ChildRun run = ChildRun.start(RamCatalog.class, tag)) {
      waitForMore(run, files, 0);
      run.terminate();
      assertEquals(143, run.waitFor(), run.said());
      assertTrue(run.said().contains(" left"), run.said());
      assertTrue(run.said().endsWith("to go on, run it again\n"), run.said());
      int finished = files.finished().size();
      assertTrue(finished > 0 && finished < 200, finished + " finished");
      assertEquals(finished, Files.readAllLines(jsonl).size());
    }
    try (ChildRun run = ChildRun.start(RamCatalog.class, tag)) {
      assertEquals(1, run.waitFor(), run.said());
    }
    files.requireAll(drawn);
  }

  private static void requireKept(Map<String, Long> before, Map<String, Long> now) {
    before.forEach((name, seq) -> assertEquals(seq, now.get(name), "tagged again: " + name));
  }

  /** Prints the memory of a long run now and then. */
  private static void watch(ChildRun run) throws IOException, InterruptedException {
    while (LARGE && !run.waitFor(60_000)) {
      System.out.println(run.residentMb() + " MB; " + lastLines(run.said()));
    }
  }

  private static String lastLines(String said) {
    String[] lines = said.strip().split("\n", -1);
    return String.join(
        "\n", java.util.Arrays.copyOfRange(lines, Math.max(0, lines.length - 3), lines.length));
  }

  private static double bareRate(Path folder) throws Exception {
    try (ChildRun run = ChildRun.start(BareLoop.class, folder)) {
      assertEquals(0, run.waitFor(), run.said());
      System.out.println(lastLines(run.said()));
      String said = run.said().strip();
      return Double.parseDouble(
          said.substring(said.lastIndexOf("tags, ") + 6, said.lastIndexOf(" a second")));
    }
  }
}
