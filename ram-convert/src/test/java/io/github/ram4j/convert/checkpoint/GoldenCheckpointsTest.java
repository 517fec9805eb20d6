package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ModelException;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The files that PyTorch, safetensors and a vandal wrote. */
class GoldenCheckpointsTest {
  private static final String GOOD = "checkpoints/good/";
  private static final long SECOND = 1_000_000_000L;

  @TestFactory
  Stream<DynamicTest> goodFilesHaveTheExpectedValues() {
    JsonNode expected = GoldenFiles.json(GOOD + "expected.json");
    assertFalse(expected.isEmpty());
    return expected.properties().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(), () -> assertGood(file.getKey(), file.getValue())));
  }

  private static void assertGood(String name, JsonNode expected) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(GoldenFiles.require(GOOD + name))) {
      assertEquals(expected.size(), checkpoint.tensors().size());
      for (Map.Entry<String, JsonNode> entry : expected.properties()) {
        CheckpointTensor tensor = checkpoint.tensors().get(entry.getKey());
        JsonNode values = entry.getValue();
        assertEquals(values.get("dtype").asText(), tensor.dtype().torchName(), entry.getKey());
        assertEquals(shape(values.get("shape")), shape(tensor), entry.getKey());
        assertArrayEquals(
            GoldenFiles.floats(values.get("values")), tensor.readAllFloats(), entry.getKey());
      }
    }
  }

  private static List<Long> shape(JsonNode array) {
    return Stream.iterate(0, i -> i + 1)
        .limit(array.size())
        .map(i -> array.get(i).asLong())
        .toList();
  }

  private static List<Long> shape(CheckpointTensor tensor) {
    return Arrays.stream(tensor.shape()).boxed().toList();
  }

  @TestFactory
  Stream<DynamicTest> hostileFilesAreRefusedWithinASecond() throws IOException {
    try (Stream<Path> files = Files.list(GoldenFiles.require("checkpoints/hostile"))) {
      List<Path> sorted = files.sorted().toList();
      assertFalse(sorted.isEmpty());
      return sorted.stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> assertHostile(f)));
    }
  }

  private static void assertHostile(Path file) {
    long start = System.nanoTime();
    ModelException e = assertThrows(ModelException.class, () -> Checkpoint.open(file).close());
    assertTrue(System.nanoTime() - start < SECOND, "took more than a second");
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().length() > file.toString().length() + 20, e.getMessage());
    assertFalse(Files.exists(Path.of("ram-was-here")), "the pickle's command was run");
  }
}
