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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** That a server is loaded, looked at and stopped; how fast it is, is asserted nowhere. */
class LoadServerTest {
  @TempDir private Path folder;

  private int run(StringWriter err, String... options) {
    String[] all = new String[options.length + 2];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "--out=" + folder.resolve("table");
    all[options.length + 1] =
        "--images="
            + Path.of(System.getProperty("ram.repository"), "ram-examples", "samples", "photos");
    return Programs.run(new LoadServer(), new PrintWriter(err, true), all);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc")
  void memoryAndTheBareLibraryStandBesideTheServer() throws IOException {
    StringWriter err = new StringWriter();
    int status = run(err, "--clients=3", "--seconds=2", "--rounds=1", "--batching=1,0,2,1");
    assertEquals(0, status, err::toString);
    JsonNode report = new ObjectMapper().readTree(folder.resolve("table.json").toFile());
    assertEquals("{\"200\":", report.at("/facts/statuses").toString().substring(0, 7));
    assertEquals(1, report.at("/facts/statuses").size());
    JsonNode memory = report.get("memory");
    assertEquals(20, memory.size());
    for (JsonNode sample : memory) {
      assertTrue(sample.get("resident").asDouble() >= sample.get("own").asDouble());
      assertTrue(sample.get("live").asDouble() > 0);
      assertTrue(sample.get("descriptors").asInt() > 0);
    }
    JsonNode loads = report.get("loads");
    assertEquals(3, loads.size());
    assertEquals("library", loads.get(1).get("kind").asText());
    assertEquals("server", loads.get(2).get("kind").asText());
    for (JsonNode load : loads) {
      assertTrue(load.get("answered").asInt() > 0, load::toString);
      assertTrue(load.get("slow").asDouble() >= load.get("median").asDouble());
    }
  }

  @Test
  void batchingHasFourNumbers() {
    StringWriter err = new StringWriter();
    assertEquals(1, run(err, "--batching=1,0"));
    assertEquals(
        "LoadServer: --batching: expected BATCH,MS,WORKERS,THREADS, found 1,0"
            + System.lineSeparator(),
        err.toString());
  }
}
