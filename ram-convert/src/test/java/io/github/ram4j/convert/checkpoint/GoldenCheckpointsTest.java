package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ModelException;
import io.github.ram4j.testkit.Allocation;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that PyTorch, safetensors and a vandal wrote. */
class GoldenCheckpointsTest {
  private static final String GOOD = "checkpoints/good/";
  private static final String HOSTILE = "checkpoints/hostile/";
  private static final JsonNode EXPECTED = GoldenFiles.json(GOOD + "expected.json");
  private static final int DEPTH = 2_000_000;

  /** Refusing takes less than a tenth of this; what the files claim is up to 4 exabytes. */
  private static final long MAX_ALLOCATED_BYTES = 1 << 20;

  @TempDir Path folder;

  static Stream<String> goodFiles() {
    return EXPECTED.properties().stream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void goodFilesHaveTheExpectedValues(String name) throws IOException {
    JsonNode expected = EXPECTED.get(name);
    assertFalse(expected.isEmpty());
    try (Checkpoint checkpoint = Checkpoint.open(GoldenFiles.file(GOOD + name))) {
      assertEquals(expected.size(), checkpoint.tensors().size());
      for (Map.Entry<String, JsonNode> entry : expected.properties()) {
        CheckpointTensor tensor = checkpoint.tensors().get(entry.getKey());
        JsonNode values = entry.getValue();
        assertEquals(values.get("dtype").asText(), tensor.dtype().torchName(), entry.getKey());
        assertEquals(
            Arrays.stream(GoldenFiles.ints(values.get("shape"))).mapToObj(i -> (long) i).toList(),
            Arrays.stream(tensor.shape()).boxed().toList(),
            entry.getKey());
        assertArrayEquals(
            GoldenFiles.floats(values.get("values")), tensor.readAllFloats(), entry.getKey());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty.pth | but the file is empty
          eval.pth | its pickle names "__builtin__.eval"
          html.pth | looks like a web page
          huge-alloc.pth | claims a value of 2147483647 bytes where 2 are left
          memo-loop.pth | found no tensor there
          no-pickle.pth | with one NAME/data.pkl
          os-system.pth | its pickle names "posix.system"
          pickle-cut.pth | ends before its STOP
          pickle-garbage.pth | unknown opcode 0xff
          safetensors-header-too-long.safetensors | claims 4611686018427387904
          safetensors-offsets-outside.safetensors | expected data_offsets inside the 8 bytes
          safetensors-overlap.safetensors | overlaps the one before it
          shape-negative.pth | expected sizes of 0 or more, found [-4]
          shape-too-big.pth | leaves its storage of 4 elements
          storage-missing.pth | is not in the archive
          storage-short.pth | expected 12 elements of float32, found 44 bytes
          text.pth | a git-lfs pointer
          truncated-10.pth | the file of 275 bytes was cut off
          truncated-50.pth | the file of 1378 bytes was cut off
          truncated-90.pth | the file of 2481 bytes was cut off
          truncated-99.pth | the file of 2729 bytes was cut off
          zip-slip.pth | "../../under-model/data.pkl" is named like a path out of the archive
          """)
  void hostileFilesAreRefused(String name, String cause) {
    assertRefused(GoldenFiles.file(HOSTILE + name), cause);
  }

  @Test
  void everyHostileFileIsTested() throws Exception {
    Set<String> there;
    try (Stream<Path> files = Files.list(GoldenFiles.file(HOSTILE))) {
      there = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    CsvSource tested =
        getClass()
            .getDeclaredMethod("hostileFilesAreRefused", String.class, String.class)
            .getAnnotation(CsvSource.class);
    Set<String> named =
        tested
            .textBlock()
            .lines()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toSet());
    assertEquals(new TreeSet<>(named), new TreeSet<>(there));
  }

  /** As a stack of frames it would need more than there is. */
  @Test
  void deepNestingIsRefused() throws IOException {
    byte[] pickle = new PickleWriter().ops("(".repeat(DEPTH)).stop();
    Path file = Files.write(folder.resolve("deep.pth"), SampleFiles.zip(pickle, new byte[48]));
    assertRefused(file, "nests deeper than any checkpoint does");
  }

  /** Refused by name and cause, without running anything and without what the file claims. */
  private static void assertRefused(Path file, String cause) {
    ModelException[] refused = new ModelException[1];
    long allocated =
        Allocation.bytes(
            () ->
                refused[0] =
                    assertThrows(ModelException.class, () -> Checkpoint.open(file).close()));
    ModelException e = refused[0];
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(cause), e.getMessage());
    assertTrue(allocated < MAX_ALLOCATED_BYTES, () -> "allocated " + allocated + " bytes");
    assertFalse(Files.exists(Path.of("ram-was-here")), "the pickle's command was run");
  }
}
