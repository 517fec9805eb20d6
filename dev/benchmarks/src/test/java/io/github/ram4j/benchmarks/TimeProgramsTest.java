package io.github.ram4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** That they run and what they write; how long anything takes is asserted nowhere. */
class TimeProgramsTest {
  @TempDir private Path folder;

  private JsonNode run(Callable<Integer> program, String... arguments) throws IOException {
    StringWriter err = new StringWriter();
    assertEquals(0, Programs.run(program, new PrintWriter(err, true), arguments), err::toString);
    return new ObjectMapper().readTree(folder.resolve("table.json").toFile());
  }

  @Test
  void everyLoadHasARow() throws IOException {
    JsonNode rows =
        run(
                new TimeThreads(),
                "--callers=1,3",
                "--threads=2",
                "--calls=1",
                "--rounds=1",
                "--out=" + folder.resolve("table"))
            .get("loads");
    assertEquals(2, rows.size());
    assertEquals(3, rows.get(1).get("callers").asInt());
    assertTrue(rows.get(1).get("imagesPerSecond").isNumber());
  }

  @Test
  void callersAreOneOrMore() {
    StringWriter err = new StringWriter();
    int status =
        Programs.run(
            new TimeThreads(),
            new PrintWriter(err, true),
            "--callers=0",
            "--out=" + folder.resolve("table"));
    assertEquals(1, status);
    assertEquals(
        "TimeThreads: callers: expected 1 or more, found 0" + System.lineSeparator(),
        err.toString());
  }

  @Test
  void everyWayOfStartingHasARow() throws IOException {
    JsonNode rows =
        run(new TimeStart(), "--jvms=1", "--out=" + folder.resolve("table")).get("starts");
    assertEquals(3, rows.size());
    assertTrue(rows.get(0).get("openSeconds").isNull());
    assertTrue(rows.get(1).get("openSeconds").isNumber());
    assertTrue(rows.get(1).get("weightsMb").asDouble() > 1);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc")
  void everyTenthOfAStageHasARow() throws IOException {
    JsonNode rows =
        run(
                new Soak(),
                "--recognitions=20",
                "--captions=2",
                "--openings=1",
                "--out=" + folder.resolve("table"))
            .get("stages");
    assertEquals(1 + 10 + 2 + 1, rows.size());
    assertEquals("20 recognitions", rows.get(10).get("stage").asText());
    assertTrue(rows.get(13).get("descriptors").asInt() > 0);
  }

  @Test
  void memoryIsReadFromTheStatusOfAProcess() {
    List<String> status =
        List.of("Name:\tjava", "VmHWM:\t    2000 kB", "RssAnon:\t  1500 kB", "RssFile:\t 400 kB");
    ProcessMemory memory = ProcessMemory.parse(status);
    assertEquals(new ProcessMemory(2_048_000, 1_536_000, 409_600), memory);
    assertEquals(
        new ProcessMemory(2_048_000, 1_600_000, 409_600),
        memory.with(new ProcessMemory(0, 1_600_000, 0)));
    assertEquals(memory, memory.seeing(Path.of("no", "such", "file")));
  }
}
