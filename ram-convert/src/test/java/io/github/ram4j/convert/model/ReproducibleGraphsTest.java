package io.github.ram4j.convert.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.graph.ElementType;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.GraphContents;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.Op;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What int8 graphs are made of, whatever processor this test runs on: weights that cannot saturate,
 * and no operator of ONNX Runtime whose float sums depend on the width of the vectors.
 */
class ReproducibleGraphsTest {
  private static final int SIZE = 64;
  private static final int TAGS = 6;

  /** Each measured on AVX2 and AVX-512, to be the same to the bit: see docs/lab-notes.md. */
  private static final Set<Op> SAME_EVERYWHERE =
      EnumSet.of(
          Op.ABS,
          Op.ADD,
          Op.CONCAT,
          Op.DIV,
          Op.DYNAMIC_QUANTIZE_LINEAR,
          Op.EXP,
          Op.FUSED_MATMUL,
          Op.GATHER,
          Op.GELU,
          Op.LP_NORMALIZATION,
          Op.MATMUL,
          Op.MATMUL_INTEGER_TO_FLOAT,
          Op.MAX,
          Op.MUL,
          Op.QUANTIZE_LINEAR,
          Op.REDUCE_MAX,
          Op.REDUCE_MEAN,
          Op.REDUCE_SUM,
          Op.RELU,
          Op.RESHAPE,
          Op.SCAN,
          Op.SKIP_LAYER_NORMALIZATION,
          Op.SLICE,
          Op.SPLIT,
          Op.SUB,
          Op.TRANSPOSE);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void int8GraphsHaveNothingThatDependsOnTheProcessor(String family) throws IOException {
    Path file =
        FormulaCheckpoint.write(
            folder.resolve("m.safetensors"), ModelSizes.tiny(family, SIZE, 2, TAGS), 11);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      Weights weights = new Weights(checkpoint);
      Architecture sizes =
          new ArchitectureReader(
                  weights,
                  new ArchitectureReader.Asked(OptionalInt.of(SIZE), OptionalInt.empty(), 4, 12))
              .read();
      int[] all = IntStream.range(0, TAGS).toArray();
      Map<String, Graph> graphs =
          new LinkedHashMap<>(
              ModelGraphs.of(weights, sizes, Optional.empty(), all, Numerics.of(ElementType.INT8)));
      // Tags given together are rows of one product, and must not depend on each other.
      Graph open = graphs.remove(TaggingGraphs.OPEN_TAGGING_HEAD);
      assertEquals(family.equals("tag2text"), open == null);
      if (open != null) {
        assertFalse(GraphContents.operators(open).contains(Op.MATMUL_INTEGER_TO_FLOAT));
      }
      assertEquals(2, graphs.size());
      for (Graph graph : graphs.values()) {
        Set<Op> others = new HashSet<>(GraphContents.operators(graph));
        assertTrue(others.contains(Op.MATMUL_INTEGER_TO_FLOAT), "nothing is quantized");
        others.removeAll(SAME_EVERYWHERE);
        assertEquals(Set.of(), others);
        Map<String, float[]> integers = GraphContents.integers(graph);
        assertTrue(integers.size() > 5, integers.keySet().toString());
        integers.forEach(
            (name, values) -> {
              double largest =
                  IntStream.range(0, values.length)
                      .mapToDouble(i -> Math.abs(values[i]))
                      .max()
                      .orElse(0);
              // 255 · 64 + 255 · 64 is below 32768; the largest is there, or the digits are lost.
              assertTrue(largest <= 64, name + ": " + largest);
              assertTrue(
                  largest == 64 || values.length == 1, name + ": " + Arrays.toString(values));
            });
      }
    }
  }
}
