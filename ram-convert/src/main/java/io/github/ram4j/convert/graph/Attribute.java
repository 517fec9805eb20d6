package io.github.ram4j.convert.graph;

import java.util.List;

/**
 * A named attribute of a node.
 *
 * @param name the name in the operator's schema
 * @param value a {@link Long}, {@link Float}, {@link String}, list of {@link Long} or {@link
 *     Graph.Body}, by the kind of the attribute
 */
public record Attribute(String name, Object value) {

  /** The kinds of attributes in use, with their numbers in the ONNX schema. */
  public enum Kind {
    /** A real number. */
    FLOAT(1, Float.class),
    /** A whole number. */
    INT(2, Long.class),
    /** Text. */
    STRING(3, String.class),
    /** A subgraph of a node. */
    GRAPH(5, Graph.Body.class),
    /** Whole numbers. */
    INTS(7, List.class);

    private final int onnxId;
    private final Class<?> type;

    Kind(int onnxId, Class<?> type) {
      this.onnxId = onnxId;
      this.type = type;
    }

    int onnxId() {
      return onnxId;
    }

    boolean takes(Object value) {
      return type.isInstance(value);
    }
  }

  /** A whole number. */
  public static Attribute of(String name, long value) {
    return new Attribute(name, value);
  }

  /** A real number. */
  public static Attribute of(String name, float value) {
    return new Attribute(name, value);
  }

  /** Whole numbers. */
  public static Attribute of(String name, Long... values) {
    return new Attribute(name, List.of(values));
  }
}
