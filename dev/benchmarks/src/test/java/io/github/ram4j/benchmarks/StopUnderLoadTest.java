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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that are stopped while models compute in them. */
class StopUnderLoadTest {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void everyKindOfStopIsClean() throws IOException {
    StringWriter err = new StringWriter();
    int status =
        Programs.run(
            new StopUnderLoad(),
            new PrintWriter(err, true),
            "--times=1",
            "--out=" + folder.resolve("table"));
    assertEquals(0, status, err::toString);
    JsonNode stops =
        new ObjectMapper().readTree(folder.resolve("table.json").toFile()).get("stops");
    assertEquals(8, stops.size());
    for (JsonNode stop : stops) {
      assertEquals(1, stop.get("clean").asInt(), stop::toString);
    }
  }

  @Test
  void theModulePathHasTheLibraryAndItsNativeLibrariesAndNotThisModule() {
    List<String> modules = ModulePath.of("io.github.ram4j.onnx").modules();
    assertTrue(
        modules.containsAll(
            List.of(
                "io.github.ram4j",
                "io.github.ram4j.onnx",
                "com.microsoft.onnxruntime",
                "org.bytedeco.opencv",
                "org.slf4j")),
        modules::toString);
    assertTrue(
        modules.stream().noneMatch(name -> name.contains("benchmarks") || name.contains("jmh")),
        modules::toString);
  }
}
