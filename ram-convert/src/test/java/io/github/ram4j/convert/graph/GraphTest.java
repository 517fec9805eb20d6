package io.github.ram4j.convert.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.convert.tensor.TensorSource;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTest {
  /** Columns of a matrix of two rows that is stored as halves where that is asked for. */
  private static final int LARGE = 512;

  @TempDir Path folder;

  private final Graph graph = new Graph("test", Numerics.of(ElementType.FLOAT));
  private final Value input = graph.input("x", "batch", 2);

  @Test
  void mistakesAreRefusedWhereTheyAreMade() {
    assertThrows(IllegalArgumentException.class, () -> graph.emit(Op.ADD, "one", input));
    assertThrows(IllegalArgumentException.class, () -> graph.emit(Op.RELU, "x", input));
    Value elsewhere = new Graph("other", Numerics.of(ElementType.FLOAT)).input("y", 1);
    assertThrows(IllegalArgumentException.class, () -> graph.emit(Op.RELU, "r", elsewhere));
    assertThrows(
        IllegalArgumentException.class,
        () -> graph.emit(Op.SOFTMAX, "s", List.of(Attribute.of("axes", 1L)), input));
    assertThrows(
        IllegalArgumentException.class,
        () -> graph.emit(Op.SOFTMAX, "s", List.of(Attribute.of("axis", 1f)), input));
    assertSame(graph.integers(1, 2), graph.integers(1, 2));
  }

  @Test
  void aSourceThatGivesTooLittleIsABugNotAFile() {
    graph.exact("short", List.of(3L), TensorSource.of(new float[2]));
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> OnnxWriter.write(graph, folder.resolve("g.onnx"), done -> {}));
    assertTrue(thrown.getMessage().contains("expected 3 elements"), thrown.getMessage());
  }

  @Test
  void weightsInsideAndBesideTheGraphGiveTheSame() throws Exception {
    Value weight =
        graph.weight("w", List.of(2L, 3L), TensorSource.of(new float[] {1, 2, 3, 4, 5, 6}));
    Value product = graph.emit(Op.MATMUL, "y", input, weight);
    graph.output(product, "batch", 3);
    Path inside = folder.resolve("inside.onnx");
    Path beside = folder.resolve("beside.onnx");
    OnnxWriter.write(graph, inside, done -> {});
    assertFalse(Files.exists(folder.resolve("inside.onnx.data")));
    OnnxWriter.write(graph, beside, 0, done -> {});
    assertEquals(24, Files.size(folder.resolve("beside.onnx.data")));
    float[] expected = {9, 12, 15, 19, 26, 33};
    assertArrayEquals(expected, run(inside));
    assertArrayEquals(expected, run(beside));
  }

  @Test
  void locatedConstantsAreFoundInsideAndBesideTheGraph() throws IOException {
    graph.exact("before", List.of(300L), TensorSource.of(new float[300]));
    float[] table = {1, 2, 3, 4, 5, 6, 7, 8};
    Value weight = graph.weight("w", List.of(2L, 2L, 2L), TensorSource.of(table));
    graph.exact("after", List.of(2L), TensorSource.of(new float[2]));
    graph.locate("table", weight, List.of(3L, 2L));
    TensorPlace inside =
        OnnxWriter.write(graph, folder.resolve("in.onnx"), done -> {}).get("table");
    assertEquals("in.onnx", inside.file());
    TensorPlace beside =
        OnnxWriter.write(graph, folder.resolve("out.onnx"), 0, done -> {}).get("table");
    assertEquals("out.onnx.data", beside.file());
    for (TensorPlace place : List.of(inside, beside)) {
      assertEquals(TensorSpec.float32(3, 2), place.spec());
      byte[] all = Files.readAllBytes(folder.resolve(place.file()));
      float[] found = new float[6];
      ByteBuffer.wrap(all, (int) place.offset(), 24)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(found);
      assertArrayEquals(Arrays.copyOf(table, 6), found);
    }
  }

  @Test
  void onlyConstantsOfEnoughElementsAreLocated() {
    Value weight = graph.weight("w", List.of(2L), TensorSource.of(new float[2]));
    assertThrows(
        IllegalArgumentException.class, () -> graph.locate("table", weight, List.of(1L, 3L)));
    assertThrows(IllegalArgumentException.class, () -> graph.locate("table", input, List.of(1L)));
  }

  @Test
  void aPartIsRunForEachSliceAndSeesWhatWasMadeBefore() throws Exception {
    Value doubled = graph.emit(Op.ADD, "doubled", input, input);
    Value weight =
        graph.weight("w", List.of(2L, 3L), TensorSource.of(new float[] {1, 2, 3, 4, 5, 6}));
    Value stacked =
        graph
            .scan(
                "rows",
                List.of(doubled),
                slice -> {
                  Value row = graph.emit(Op.RESHAPE, "row", slice.get(0), graph.integers(1, 2));
                  Value product = graph.emit(Op.MATMUL, "product", row, weight);
                  return List.of(graph.emit(Op.RESHAPE, "flat", product, graph.integers(3)));
                })
            .get(0);
    graph.output(graph.emit(Op.RELU, "y", stacked), "batch", 3);
    Path file = folder.resolve("scan.onnx");
    OnnxWriter.write(graph, file, done -> {});
    assertArrayEquals(new float[] {18, 24, 30, 38, 52, 66}, run(file));
  }

  @Test
  void aProductOfTwoValuesIsNearWith8Bits() throws Exception {
    Graph bytes = new Graph("test", Numerics.of(ElementType.INT8));
    Value x = bytes.input("x", "batch", 2);
    Value matrix =
        bytes.exact("m", List.of(1L, 2L, 3L), TensorSource.of(new float[] {1, 200, 3, 0, 500, 6}));
    Value rows = bytes.emit(Op.RESHAPE, "rows", x, bytes.integers(1, 2, 2));
    bytes.output(
        bytes.emit(
            Op.RESHAPE,
            "y",
            bytes.products().of("p", rows, bytes.products().operand("p", matrix)),
            bytes.integers(2, 3)),
        "batch",
        3);
    Path file = folder.resolve("two.onnx");
    OnnxWriter.write(bytes, file, done -> {});
    float[] expected = {1, 1200, 15, 3, 2600, 33};
    float[] found = run(file);
    for (int i = 0; i < expected.length; i++) {
      // Each column has a scale of its own, the rows one of 4 / 255.
      assertEquals(expected[i], found[i], 0.02f * expected[i] + 0.02f, "element " + i);
    }
  }

  /** Two rows of a matrix that is large enough to be stored as halves, in columns that follow. */
  private static float[] large(float... firstColumns) {
    float[] matrix = new float[2 * LARGE];
    for (int row = 0; row < 2; row++) {
      System.arraycopy(firstColumns, row * 3, matrix, row * LARGE, 3);
    }
    return matrix;
  }

  private Graph productWith(ElementType type, float... matrix) {
    Graph made = new Graph("test", Numerics.of(type));
    Value x = made.input("x", "batch", 2);
    Value y = made.products().of("p", x, 2, LARGE, TensorSource.of(matrix), null);
    Value columns =
        made.emit(Op.SLICE, "y", y, made.integers(0), made.integers(3), made.integers(1));
    made.output(columns, "batch", 3);
    return made;
  }

  private static long halved(Graph floats, Graph halves) {
    return OnnxWriter.weightBytes(floats) - OnnxWriter.weightBytes(halves);
  }

  @Test
  void halfPrecisionWeightsAreWidenedByTheGraph() throws Exception {
    float[] matrix = large(1, 2, 3, 4, 5, 6);
    Graph halves = productWith(ElementType.FLOAT16, matrix);
    Path file = folder.resolve("halves.onnx");
    OnnxWriter.write(halves, file, done -> {});
    assertEquals(2 * LARGE * 2, halved(productWith(ElementType.FLOAT, matrix), halves));
    assertArrayEquals(new float[] {9, 12, 15, 19, 26, 33}, run(file));
  }

  @Test
  void weightsThatHalvesCannotHoldStayFloat() {
    float[] overflowing = large(1, 2, 3, 4, 5, 65520);
    float[] tiny = new float[2 * LARGE];
    Arrays.fill(tiny, 1.3e-7f);
    float[] fewTiny = tiny.clone();
    fewTiny[0] = 1;
    for (float[] matrix : List.of(overflowing, tiny)) {
      Graph halves = productWith(ElementType.FLOAT16, matrix);
      assertEquals(0, halved(productWith(ElementType.FLOAT, matrix), halves));
    }
    Graph halves = productWith(ElementType.FLOAT16, fewTiny);
    assertEquals(2 * LARGE * 2, halved(productWith(ElementType.FLOAT, fewTiny), halves));
  }

  /** Else ONNX Runtime might widen them in every step. */
  @Test
  void weightsOfAPartThatRunsAgainAndAgainAreWidenedOutsideOfIt() throws Exception {
    Graph halves = new Graph("test", Numerics.of(ElementType.FLOAT16));
    Value x = halves.input("x", "batch", 2);
    TensorSource matrix = TensorSource.of(large(1, 2, 3, 4, 5, 6));
    Value stacked =
        halves
            .scan(
                "rows",
                List.of(x),
                slice -> {
                  Value row = halves.emit(Op.RESHAPE, "row", slice.get(0), halves.integers(1, 2));
                  Value product = halves.products().of("p", row, 2, LARGE, matrix, null);
                  Value flat = halves.emit(Op.RESHAPE, "flat", product, halves.integers(LARGE));
                  return List.of(
                      halves.emit(
                          Op.SLICE,
                          "first",
                          flat,
                          halves.integers(0),
                          halves.integers(3),
                          halves.integers(0)));
                })
            .get(0);
    halves.output(halves.emit(Op.RELU, "y", stacked), "batch", 3);
    assertEquals(
        List.of(Op.CAST, Op.SCAN, Op.RELU), halves.nodes().stream().map(Graph.Node::op).toList());
    Path file = folder.resolve("scan-of-halves.onnx");
    OnnxWriter.write(halves, file, done -> {});
    assertArrayEquals(new float[] {9, 12, 15, 19, 26, 33}, run(file));
  }

  private static float[] run(Path file) throws Exception {
    try (GraphSession session =
            GraphSession.open(file.toString(), file, RuntimeOptions.defaults());
        OnnxTensor x = session.tensor(FloatBuffer.wrap(new float[] {1, 2, 3, 4}), 2, 2);
        OrtSession.Result result = session.run(Map.of("x", x))) {
      float[] values = new float[6];
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(values);
      return values;
    }
  }
}
