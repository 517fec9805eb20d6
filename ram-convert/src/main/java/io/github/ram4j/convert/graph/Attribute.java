package io.github.ram4j.convert.graph;

import java.util.List;

/**
 * A named setting of a node.
 *
 * @param name as the operator's schema has it
 * @param value of the kind that the name asks for: {@link Long}, {@link Float}, {@link String} or a
 *     list of {@link Long}, or a {@link Graph.Body}
 */
public record Attribute(String name, Object value) {

  /** The kinds of attributes that are used, with the numbers that the ONNX schema has for them. */
  public enum Kind {
    /** A real number. */
    FLOAT(1, Float.class),
    /** A whole number. */
    INT(2, Long.class),
    /** Text. */
    STRING(3, String.class),
    /** A graph that a node runs. */
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
