package io.github.ram4j.runtime.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.ModelException;
import java.util.Arrays;
import java.util.Map;

/** A check that a graph has the inputs and outputs that its role promises. */
public final class GraphContract {
  /** A size that varies. */
  public static final long ANY = -1;

  private final GraphSession session;

  /**
   * A check of an open graph.
   *
   * @param session borrowed
   */
  public GraphContract(GraphSession session) {
    this.session = session;
  }

  /**
   * Requires a float32 input.
   *
   * @param name of the input
   * @param shape {@link #ANY} for sizes that vary
   * @return this
   * @throws ModelException if the graph has another or none
   */
  public GraphContract input(String name, long... shape) {
    return require("input", session.inputs(), OnnxJavaType.FLOAT, name, shape);
  }

  /**
   * Requires an int64 input.
   *
   * @param name of the input
   * @param shape {@link #ANY} for sizes that vary
   * @return this
   * @throws ModelException if the graph has another or none
   */
  public GraphContract integers(String name, long... shape) {
    return require("input", session.inputs(), OnnxJavaType.INT64, name, shape);
  }

  /**
   * Requires a float32 output.
   *
   * @param name of the output
   * @param shape {@link #ANY} for sizes that vary
   * @return this
   * @throws ModelException if the graph has another or none
   */
  public GraphContract output(String name, long... shape) {
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
