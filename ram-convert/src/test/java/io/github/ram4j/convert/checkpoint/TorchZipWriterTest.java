package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchZipWriterTest {
  private static final float[] SIX = {0, -1.5f, 2, Float.MIN_VALUE, Float.NaN, 1e30f};

  @TempDir Path folder;

  private static TensorToWrite floats(float... values) {
    return TensorToWrite.floats(new long[] {values.length}, TensorSource.of(values));
  }

  private Checkpoint write(Map<String, TensorToWrite> weights, Map<String, ?> others)
      throws IOException {
    Path file = folder.resolve("written.pth");
    TorchZipWriter.write(file, weights, others);
    return Checkpoint.open(file);
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void everyTypeIsReadAsItWasWritten() throws IOException {
    Map<String, TensorToWrite> weights = new LinkedHashMap<>();
    weights.put("z", TensorToWrite.floats(new long[] {2, 3}, TensorSource.of(SIX)));
    weights.put(
        "half",
        TensorToWrite.halves(
            new long[] {4}, TensorSource.of(new float[] {1, 1.0004f, -65519, 1e-9f})));
    weights.put("int", TensorToWrite.longs(new long[] {2}, new long[] {Long.MIN_VALUE, 1L << 53}));
    weights.put(
        "truth", TensorToWrite.booleans(new long[] {3, 1}, new boolean[] {true, false, true}));
    weights.put("empty", TensorToWrite.floats(new long[] {0, 5}, TensorSource.of(new float[0])));
    weights.put("scalar", TensorToWrite.floats(new long[0], TensorSource.of(new float[] {7})));
    weights.put("名前 é 🐕", floats(1));
    try (Checkpoint read = write(weights, Map.of())) {
      assertEquals(CheckpointFormat.TORCH_ZIP, read.format());
      assertEquals("model", read.weightsUnder());
      assertEquals(List.copyOf(weights.keySet()), List.copyOf(read.tensors().keySet()));
      weights.forEach(
          (name, tensor) -> {
            assertEquals(tensor.dtype(), read.tensors().get(name).dtype(), name);
            assertArrayEquals(tensor.shape(), read.tensors().get(name).shape(), name);
          });
      assertArrayEquals(SIX, read.tensors().get("z").readAllFloats());
      assertArrayEquals(new float[] {1, 1, -65504, 0}, read.tensors().get("half").readAllFloats());
      assertArrayEquals(
          new long[] {Long.MIN_VALUE, 1L << 53}, read.tensors().get("int").readLongs());
      assertArrayEquals(new long[] {1, 0, 1}, read.tensors().get("truth").readLongs());
      assertEquals(0, read.tensors().get("empty").readAllFloats().length);
      assertArrayEquals(new float[] {7}, read.tensors().get("scalar").readAllFloats());
    }
  }

  @Test
  void tiedTensorsAreStoredOnce() throws IOException {
    TensorToWrite shared = floats(new float[1000]);
    Map<String, TensorToWrite> weights = new LinkedHashMap<>();
    weights.put("a", shared);
    weights.put("b", shared);
    try (Checkpoint read = write(weights, Map.of("average", Map.of("a", shared)))) {
      assertEquals(1000, read.tensors().get("b").readAllFloats().length);
      assertEquals(1000, read.entries().get("average").asMap().get("a").asTensor().elementCount());
    }
    long size = Files.size(folder.resolve("written.pth"));
    assertTrue(size < 4000 + 2000, size + " bytes");
  }

  @Test
  void whatIsKeptBesideTheWeightsIsReadBack() throws IOException {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("step", 5_000_000_000L);
    state.put("rate", 1e-4);
    state.put("moment", floats(3, 4));
    state.put("note", "größer");
    state.put("done", false);
    state.put("best", null);
    state.put("losses", List.of(0.5f, 2, List.of(Map.of("x", -1))));
    try (Checkpoint read = write(Map.of("w", floats(1)), Map.of("optimizer", state))) {
      assertEquals(List.of("optimizer"), read.ignored());
      assertEquals(List.of("model", "optimizer"), List.copyOf(read.entries().keySet()));
      Map<String, CheckpointEntry> found = read.entries().get("optimizer").asMap();
      assertEquals(List.copyOf(state.keySet()), List.copyOf(found.keySet()));
      assertEquals(5_000_000_000L, found.get("step").asLong());
      assertEquals(1e-4, found.get("rate").asDouble());
      assertArrayEquals(new float[] {3, 4}, found.get("moment").asTensor().readAllFloats());
      assertEquals("optimizer.moment", found.get("moment").asTensor().name());
      assertEquals("größer", found.get("note").asString());
      assertFalse(found.get("done").asBoolean());
      assertTrue(found.get("best").isNone());
      List<CheckpointEntry> losses = found.get("losses").asList();
      assertEquals(0.5, losses.get(0).asDouble());
      assertEquals(2.0, losses.get(1).asDouble());
      CheckpointEntry deepest = losses.get(2).asList().get(0).asMap().get("x");
      assertEquals("optimizer.losses[2][0].x", deepest.path());
      assertEquals(-1, deepest.asLong());
    }
  }

  @Test
  void aCheckpointIsWrittenAgainInHalves() throws IOException {
    Path half = folder.resolve("half.pth");
    float[] values = new float[600_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2048;
    }
    try (Checkpoint whole = write(Map.of("w", floats(values)), Map.of())) {
      CheckpointTensor tensor = whole.tensors().get("w");
      TorchZipWriter.write(
          half, Map.of("w", TensorToWrite.halves(tensor.shape(), tensor.elements())), Map.of());
      assertThrows(IndexOutOfBoundsException.class, () -> tensor.elements(599_999, 2));
    }
    try (Checkpoint read = Checkpoint.open(half)) {
      assertArrayEquals(values, read.tensors().get("w").readAllFloats());
    }
    assertTrue(Files.size(half) < 1_202_000, Files.size(half) + " bytes");
  }

  @Test
  void entriesOfAnotherKindAreNamed() throws IOException {
    try (Checkpoint read = write(Map.of("w", floats(1)), Map.of("epoch", 3.5))) {
      CheckpointEntry epoch = read.entries().get("epoch");
      ModelException e = assertThrows(ModelException.class, epoch::asLong);
      assertTrue(
          e.getMessage().endsWith("\"epoch\": expected a whole number of 64 bits, found a number"),
          e.getMessage());
      assertThrows(ModelException.class, epoch::asString);
      assertThrows(ModelException.class, epoch::asBoolean);
      assertThrows(ModelException.class, epoch::asTensor);
      assertThrows(ModelException.class, epoch::asList);
      assertThrows(ModelException.class, epoch::asMap);
    }
  }

  @Test
  void equalContentsGiveEqualFiles() throws IOException {
    for (String name : List.of("a.pth", "b.pth")) {
      TorchZipWriter.write(folder.resolve(name), Map.of("w", floats(SIX)), Map.of("epoch", 3));
    }
    assertEquals(-1, Files.mismatch(folder.resolve("a.pth"), folder.resolve("b.pth")));
  }

  @Test
  void aFileOfTheNameIsReplacedByAWholeOneOnly() throws IOException {
    Path file = folder.resolve("w.pth");
    TorchZipWriter.write(file, Map.of("w", floats(1)), Map.of());
    byte[] before = Files.readAllBytes(file);
    TensorSource fails =
        out -> {
          throw new IOException("no more");
        };
    Map<String, TensorToWrite> bad = Map.of("w", TensorToWrite.floats(new long[] {9}, fails));
    assertThrows(IOException.class, () -> TorchZipWriter.write(file, bad, Map.of()));
    assertArrayEquals(before, Files.readAllBytes(file));
    TorchZipWriter.write(file, Map.of("w", floats(2)), Map.of());
    assertFalse(Arrays.equals(before, Files.readAllBytes(file)));
    Files.delete(file);
    assertNothingWritten();
  }

  @Test
  void numbersBeyondHalfPrecisionAreNamed() throws IOException {
    Map<String, TensorToWrite> weights =
        Map.of(
            "big.weight",
            TensorToWrite.halves(new long[] {2}, TensorSource.of(new float[] {1, 65520})));
    ModelException e = assertThrows(ModelException.class, () -> write(weights, Map.of()));
    assertTrue(e.getMessage().contains("\"big.weight\""), e.getMessage());
    assertTrue(e.getMessage().contains("found 65520.0 at element 1"), e.getMessage());
    assertNothingWritten();
  }

  @Test
  void whatCannotBeWrittenIsRefused() throws IOException {
    TensorToWrite one = floats(1);
    assertRefused(Map.of(), Map.of(), "expected weights");
    assertRefused(Map.of("w", one), Map.of("model", 1), "not named \"model\"");
    assertRefused(Map.of("w".repeat(1001), one), Map.of(), "names of up to 1000");
    assertRefused(Map.of("\ud800", one), Map.of(), "whole Unicode characters");
    assertRefused(Map.of("w", one), Map.of("a", Map.of("b", folder)), "a.b: expected a number");
    assertRefused(Map.of("w", one), Map.of("a", Map.of(1, 2)), "a: expected a map with strings");
    Map<String, Object> within = new LinkedHashMap<>();
    within.put("self", within);
    assertRefused(Map.of("w", one), Map.of("a", within), "nested at most 64 deep");
    TensorToWrite less = TensorToWrite.floats(new long[] {3}, TensorSource.of(new float[2]));
    assertRefused(Map.of("w", less), Map.of(), "expected 3 elements, its source gave 2");
    assertThrows(
        IllegalArgumentException.class, () -> TensorToWrite.longs(new long[] {2}, new long[3]));
    assertThrows(
        IllegalArgumentException.class,
        () -> TensorToWrite.booleans(new long[] {-1}, new boolean[0]));
  }

  private void assertRefused(
      Map<String, TensorToWrite> weights, Map<String, ?> others, String cause) throws IOException {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> write(weights, others));
    assertTrue(e.getMessage().contains(cause), e.getMessage());
    assertNothingWritten();
  }
}
