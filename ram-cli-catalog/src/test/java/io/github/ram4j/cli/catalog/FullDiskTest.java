package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full in the middle of a run: nothing is torn, and a run goes on when there is
 * room. It needs a small disk, so a tmpfs is mounted; where that is not allowed, the test is
 * skipped.
 */
class FullDiskTest {
  private static final int IMAGES = 160;
  private static final String DISK = "12m";

  @TempDir Path temporary;

  private static boolean isRun(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Test
  void aDiskForTheCatalogueAndItsOutputs() throws Exception {
    withDisk(disk -> fill(disk, disk.resolve("catalog.sqlite"), 64, 900, 1000));
  }

  @Test
  void aDiskForOutputs() throws Exception {
    withDisk(disk -> fill(disk, temporary.resolve("catalog.sqlite"), 4, 16));
  }

  /** A test on a small disk. */
  private interface OnDisk {
    void run(Path disk) throws Exception;
  }

  private void withDisk(OnDisk test) throws Exception {
    Path disk = Files.createDirectories(temporary.resolve("disk"));
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && isRun("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString()),
        "expected permission to mount a tmpfs");
    try {
      test.run(disk);
    } finally {
      isRun("umount", disk.toString());
    }
  }

  private void fill(Path disk, Path catalog, int... rooms) throws Exception {
    DrawnFolder drawn =
        DrawnFolder.draw(Files.createDirectories(temporary.resolve("drawn")), IMAGES, 20);
    Path jsonl = disk.resolve("tags.jsonl");
    Path csv = disk.resolve("tags.csv");
    TaggedFiles files = new TaggedFiles(catalog, jsonl, csv);
    Object[] tag = files.command(drawn.folder());
    Path filler = disk.resolve("filler");
    int full = 0;
    Map<String, Long> before = Map.of();
    // Ever less room: the disk is full at the first write, and in the middle of the run.
    for (int roomKb : rooms) {
      Files.deleteIfExists(filler);
      long room = Files.getFileStore(disk).getUsableSpace() - roomKb * 1024L;
      Files.write(filler, new byte[(int) Math.max(0, room)]);
      try (ChildRun run = ChildRun.start(RamCatalog.class, tag)) {
        int exit = run.waitFor();
        assertEquals(1, exit, run.said());
        if (run.said().contains("found it full") || run.said().contains("No space left")) {
          full++;
        }
        System.out.println(
            "%d kB: %d images finished; %s"
                .formatted(
                    roomKb,
                    files.finished().size(),
                    run.said().strip().replaceAll("(?s).*\n", "")));
      }
      Files.deleteIfExists(filler);
      files.requireWholeLines();
      Map<String, Long> now = files.finished();
      before.forEach((name, seq) -> assertEquals(seq, now.get(name), "tagged again: " + name));
      before = now;
    }
    assertTrue(full >= 2, "expected the disk to be full at least twice, found " + full);
    try (ChildRun run = ChildRun.start(RamCatalog.class, tag)) {
      run.waitFor();
      System.out.println(run.said());
    }
    files.requireAll(drawn);
  }
}
