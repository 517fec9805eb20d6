package io.github.ram4j.convert.graph;

import io.github.ram4j.convert.tensor.TensorSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a graph holds, for tests in other packages. */
public final class GraphContents {
  private GraphContents() {}

  /** All operators, those of parts that are run again and again too. */
  public static List<Op> operators(Graph graph) {
    return operators(graph.nodes()).toList();
  }

  private static Stream<Op> operators(List<Graph.Node> nodes) {
    return nodes.stream()
        .flatMap(
            node ->
                Stream.concat(
                    Stream.of(node.op()),
                    node.attributes().stream()
                        .map(Attribute::value)
                        .filter(Graph.Body.class::isInstance)
                        .flatMap(body -> operators(((Graph.Body) body).nodes()))));
  }

  /** All int8 constants by name. */
  public static Map<String, float[]> integers(Graph graph) throws IOException {
    Map<String, float[]> found = new HashMap<>();
    for (Constant constant : graph.constants()) {
      if (constant.value().type() == ElementType.INT8) {
        found.put(
            constant.value().name(),
            TensorSource.read(constant.floats(), (int) constant.elements()));
      }
    }
    return found;
  }
}
