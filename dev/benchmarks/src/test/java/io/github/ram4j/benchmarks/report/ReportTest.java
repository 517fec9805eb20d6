package io.github.ram4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static FigureTable table() {
    return new FigureTable()
        .text("name", "system")
        .figure("seconds", "time, s", "%.2f")
        .figure("tags", "tags", "%,d")
        .row("a|b", 1.236, 4585)
        .row("none", Double.NaN, null);
  }

  @Test
  void tablesAreRoundedForPeople() {
    assertEquals(
        List.of(
            "| system | time, s | tags |",
            "|---|--:|--:|",
            "| a\\|b | 1.24 | 4,585 |",
            "| none | – | – |"),
        table().markdown());
  }

  @Test
  void tablesAreExactForPrograms() {
    JsonNode rows = table().json();
    assertEquals(1.236, rows.get(0).get("seconds").asDouble());
    assertEquals(4585, rows.get(0).get("tags").asInt());
    assertTrue(rows.get(1).get("seconds").isNull());
  }

  @Test
  void aRowHasAValueForEachColumn() {
    FigureTable table = table();
    assertThrows(IllegalArgumentException.class, () -> table.row("too few"));
  }

  @Test
  void bothFilesAreWritten(@TempDir Path folder) throws IOException {
    Path name = folder.resolve("new").resolve("figures");
    new Report("Figures")
        .fact("threads", 2)
        .fact("versions", Map.of("a", "1"))
        .table("rows", table())
        .note("Said below.")
        .write(name);
    String markdown = Files.readString(folder.resolve("new/figures.md"));
    assertTrue(markdown.startsWith("# Figures\n\n- threads: 2\n- versions: a 1\n\n| system |"));
    assertTrue(markdown.endsWith("| none | – | – |\n\nSaid below.\n"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("new/figures.json").toFile());
    assertEquals(2, json.at("/facts/threads").asInt());
    assertEquals("1", json.at("/facts/versions/a").asText());
    assertEquals("none", json.at("/rows/1/name").asText());
  }

  @Test
  void theProcessorIsNamedWithWhatItMultipliesBy() {
    assertEquals(
        "AMD EPYC with avx2, avx512_vnni",
        Machine.cpu(
            List.of("model name\t: AMD EPYC", "flags\t\t: fpu avx2 avx512_vnni", "model name: x")));
    assertEquals(System.getProperty("os.arch"), Machine.cpu(List.of()));
  }
}
