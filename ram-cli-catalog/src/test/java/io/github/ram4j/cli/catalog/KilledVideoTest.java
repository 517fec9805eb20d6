package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.testkit.KilledRuns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code ram video} that are killed: its JSON is the older one or the new one, whole. */
@Timeout(600)
class KilledVideoTest {
  private static final long SEED = 22;
  private static final String OLDER = "{\"video\":\"an earlier one\",\"segments\":[]}\n";

  @TempDir private Path folder;

  @Test
  void theJsonIsTheOlderOneOrTheNewOne() throws Exception {
    Path video = folder.resolve("things.mp4");
    try (InputStream in = KilledVideoTest.class.getResourceAsStream("things.mp4")) {
      Files.copy(in, video);
    }
    Path work = Files.createDirectory(folder.resolve("work"));
    Path json = work.resolve("v.jsonl");
    KilledRuns runs =
        new KilledRuns(
            RamCatalog.class,
            work,
            SEED,
            "video",
            video,
            "--model",
            "clipart",
            "--json",
            json,
            "--replace");
    long millis = runs.runToTheEnd();
    String newer = Files.readString(json);
    assertTrue(newer.endsWith("}\n") && newer.contains("\"en\":\"house\""), newer);
    runs.kill(
        millis,
        () -> Files.writeString(json, OLDER),
        () -> {
          String found = Files.readString(json);
          assertTrue(List.of(OLDER, newer).contains(found), found);
        });
    assertEquals(newer, Files.readString(json));
    assertEquals(List.of("v.jsonl"), names(work));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
