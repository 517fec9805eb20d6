package io.github.ram4j.convert.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The graph by which ram-runtime checks products of 8-bit integers has the operator that int8
 * bundles have. After a change of what is written here, copy what this test writes to {@link
 * #RESOURCE}.
 */
class IntegerProductsGraphTest {
  private static final Path RESOURCE =
      Path.of(
          "../ram-runtime/src/main/resources/io/github/ram4j/runtime/session/integer_products.onnx");

  @TempDir Path folder;

  @Test
  void theCheckOfTheMachineHasTheOperatorOfBundles() throws IOException {
    Graph graph = new Graph("integer_products", Numerics.of(ElementType.INT8));
    Value rows = graph.input(ElementType.UINT8, "rows", "row", "inner");
    Value columns = graph.input(ElementType.INT8, "columns", "inner", "column");
    Value one = graph.scalar(1);
    Value products = graph.emit(Op.MATMUL_INTEGER_TO_FLOAT, "products", rows, columns, one, one);
    graph.output(products, "row", "column");
    Path written = folder.resolve("integer_products.onnx");
    OnnxWriter.write(graph, written, done -> {});
    assertArrayEquals(Files.readAllBytes(written), Files.readAllBytes(RESOURCE));
  }
}
