package io.github.ram4j.runtime.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Outputs added to an ONNX graph, of values that it computes anyway. Bytes of a protocol buffer
 * behind those of another are merged with it: a message's fields are joined, and its repeated ones
 * follow each other. So a graph with nothing but outputs, behind a model, adds them to its graph,
 * and nothing of the model need be parsed.
 *
 * @see "onnx.proto: ModelProto.graph, GraphProto.output, ValueInfoProto, TypeProto.Tensor"
 */
final class AddedOutputs {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_OUTPUT = 12;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;

  /** A tensor's element type, float32. */
  private static final byte[] FLOAT_TENSOR = {1 << 3, 1};

  private AddedOutputs() {}

  /**
   * Adds outputs.
   *
   * @param model an ONNX file
   * @param names of float32 values of its graph
   * @return a new ONNX file
   */
  static byte[] to(byte[] model, List<String> names) {
    ByteArrayOutputStream graph = new ByteArrayOutputStream();
    for (String name : names) {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      write(value, VALUE_NAME, name.getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream type = new ByteArrayOutputStream();
      write(type, TYPE_TENSOR, FLOAT_TENSOR);
      write(value, VALUE_TYPE, type.toByteArray());
      write(graph, GRAPH_OUTPUT, value.toByteArray());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream(model.length + graph.size() + 16);
    all.writeBytes(model);
    write(all, MODEL_GRAPH, graph.toByteArray());
    return all.toByteArray();
  }

  /** Writes a field of bytes. */
  private static void write(ByteArrayOutputStream out, int field, byte[] bytes) {
    writeNumber(out, field << 3 | 2);
    writeNumber(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void writeNumber(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
