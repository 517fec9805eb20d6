package io.github.ram4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.ModelException;
import java.util.Arrays;
import java.util.Map;

/** Checks that a bundle's graph has the inputs and outputs that its role promises. */
final class GraphContract {
  /** A size that varies. */
  static final long ANY = -1;

  private final GraphSession session;

  GraphContract(GraphSession session) {
    this.session = session;
  }

  /** Requires float32 of a shape. */
  GraphContract input(String name, long... shape) {
    return require("input", session.inputs(), OnnxJavaType.FLOAT, name, shape);
  }

  /** Requires int64 of a shape. */
  GraphContract integers(String name, long... shape) {
    return require("input", session.inputs(), OnnxJavaType.INT64, name, shape);
  }

  /** Requires float32 of a shape. */
  GraphContract output(String name, long... shape) {
    return require("output", session.outputs(), OnnxJavaType.FLOAT, name, shape);
  }

  private GraphContract require(
      String kind, Map<String, NodeInfo> nodes, OnnxJavaType type, String name, long... shape) {
    NodeInfo node = nodes.get(name);
    if (node == null
        || !(node.getInfo() instanceof TensorInfo tensor)
        || tensor.type != type
        || !Arrays.equals(tensor.getShape(), shape)) {
      throw new ModelException(
          "%s: %s: expected %s %s %s, found %s"
              .formatted(
                  session.name(),
                  kind,
                  name,
                  type,
                  Arrays.toString(shape),
                  GraphSession.describe(nodes)));
    }
    return this;
  }
}
