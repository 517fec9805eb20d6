package io.github.ram4j.convert.graph;

import io.github.ram4j.bundle.TensorPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Writes a graph as an ONNX file. Its weights are inside or, above {@value #INLINE_LIMIT_BYTES}
 * bytes, in a data file beside it, which ONNX Runtime maps instead of reading.
 *
 * <p>Field numbers are those of the ONNX project's {@code onnx.proto}, named below.
 */
public final class OnnxWriter {
  /**
   * The most bytes of weights inside the file: ONNX forbids files above 2 GB, and parsing weights
   * is slower than mapping them.
   */
  static final long INLINE_LIMIT_BYTES = 64L << 20;

  /** The page size: constants at least this large start at a page of the data file. */
  private static final int PAGE_BYTES = 4096;

  private static final int SMALL_ALIGNMENT_BYTES = 64;

  private static final class ModelProto {
    static final int IR_VERSION = 1;
    static final int PRODUCER_NAME = 2;
    static final int GRAPH = 7;
    static final int OPSET_IMPORT = 8;
  }

  private static final class OperatorSetIdProto {
    static final int DOMAIN = 1;
    static final int VERSION = 2;
  }

  private static final class GraphProto {
    static final int NODE = 1;
    static final int NAME = 2;
    static final int INITIALIZER = 5;
    static final int INPUT = 11;
    static final int OUTPUT = 12;
  }

  private static final class NodeProto {
    static final int INPUT = 1;
    static final int OUTPUT = 2;
    static final int NAME = 3;
    static final int OP_TYPE = 4;
    static final int ATTRIBUTE = 5;
    static final int DOMAIN = 7;
  }

  private static final class AttributeProto {
    static final int NAME = 1;
    static final int F = 2;
    static final int I = 3;
    static final int S = 4;
    static final int G = 6;
    static final int INTS = 8;
    static final int TYPE = 20;
  }

  private static final class TensorProto {
    static final int DIMS = 1;
    static final int DATA_TYPE = 2;
    static final int NAME = 8;
    static final int RAW_DATA = 9;
    static final int EXTERNAL_DATA = 13;
    static final int DATA_LOCATION = 14;
    static final int LOCATION_EXTERNAL = 1;
    static final int ENTRY_KEY = 1;
    static final int ENTRY_VALUE = 2;
  }

  private static final class ValueInfoProto {
    static final int NAME = 1;
    static final int TYPE = 2;
    static final int TENSOR_TYPE = 1;
    static final int ELEM_TYPE = 1;
    static final int SHAPE = 2;
    static final int DIM = 1;
    static final int DIM_VALUE = 1;
    static final int DIM_PARAM = 2;
  }

  private OnnxWriter() {}

  /**
   * Writes a graph.
   *
   * @param graph complete
   * @param file the ONNX file to create
   * @param progress receives the bytes of weights written so far
   * @return the places of the graph's {@linkplain Graph#locate located} constants
   * @throws IOException if writing fails; incomplete files may remain
   */
  public static Map<String, TensorPlace> write(Graph graph, Path file, LongConsumer progress)
      throws IOException {
    return write(graph, file, INLINE_LIMIT_BYTES, progress);
  }

  static Map<String, TensorPlace> write(
      Graph graph, Path file, long inlineLimitBytes, LongConsumer progress) throws IOException {
    if (weightBytes(graph) <= inlineLimitBytes) {
      ProtoOutput model = model(graph, null, progress);
      Files.write(file, model.toBytes(), StandardOpenOption.CREATE_NEW);
      return places(graph, file, model.marks());
    }
    Path data = file.resolveSibling(file.getFileName() + ".data");
    try (FileChannel channel =
        FileChannel.open(data, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      DataFile beside = new DataFile(data.getFileName().toString(), channel, new HashMap<>());
      Files.write(file, model(graph, beside, progress).toBytes(), StandardOpenOption.CREATE_NEW);
      channel.force(false);
      return places(graph, data, beside.offsets());
    }
  }

  /**
   * The places of located constants.
   *
   * @param offsets of all constants in the file, by name
   */
  private static Map<String, TensorPlace> places(
      Graph graph, Path file, Map<String, ? extends Number> offsets) {
    Map<String, TensorPlace> places = new LinkedHashMap<>();
    graph
        .located()
        .forEach(
            (tensor, located) ->
                places.put(
                    tensor,
                    new TensorPlace(
                        file.getFileName().toString(),
                        offsets.get(located.constant()).longValue(),
                        graph.spec(located))));
    return places;
  }

  /**
   * The size of a graph's constants.
   *
   * @param graph complete
   * @return bytes of all its constants
   */
  public static long weightBytes(Graph graph) {
    long bytes = 0;
    for (Constant constant : graph.constants()) {
      bytes += constant.bytes();
    }
    return bytes;
  }

  /** The file of large constants beside the graph. */
  private record DataFile(String name, FileChannel channel, Map<String, Long> offsets) {

    long append(Constant constant) throws IOException {
      long alignment = constant.bytes() < PAGE_BYTES ? SMALL_ALIGNMENT_BYTES : PAGE_BYTES;
      long end = channel.position();
      long start = (end + alignment - 1) / alignment * alignment;
      ByteBuffer gap = ByteBuffer.allocate((int) (start - end));
      while (gap.hasRemaining()) {
        channel.write(gap);
      }
      constant.writeTo(channel);
      offsets.put(constant.value().name(), start);
      return start;
    }
  }

  private static ProtoOutput model(Graph graph, DataFile data, LongConsumer progress)
      throws IOException {
    ProtoOutput content = new ProtoOutput();
    content.text(GraphProto.NAME, graph.name());
    long written = 0;
    for (Constant constant : graph.constants()) {
      content.message(GraphProto.INITIALIZER, tensor(constant, data));
      written += constant.bytes();
      progress.accept(written);
    }
    flow(content, graph.nodes(), graph.inputs(), graph.outputs());
    return versions(graph.isPortable()).message(ModelProto.GRAPH, content);
  }

  private static ProtoOutput versions(boolean portable) {
    ProtoOutput model =
        new ProtoOutput()
            .integer(ModelProto.IR_VERSION, portable ? Op.PORTABLE_IR_VERSION : Op.IR_VERSION)
            .text(ModelProto.PRODUCER_NAME, "ram4j")
            .message(
                ModelProto.OPSET_IMPORT,
                opset(Op.Domain.ONNX, portable ? Op.PORTABLE_OPSET : Op.OPSET));
    return portable
        ? model
        : model.message(ModelProto.OPSET_IMPORT, opset(Op.Domain.MICROSOFT, Op.MICROSOFT_OPSET));
  }

  private static ProtoOutput flow(
      ProtoOutput content,
      List<Graph.Node> nodes,
      List<Graph.Port> inputs,
      List<Graph.Port> outputs) {
    nodes.forEach(node -> content.message(GraphProto.NODE, node(node)));
    inputs.forEach(port -> content.message(GraphProto.INPUT, valueInfo(port)));
    outputs.forEach(port -> content.message(GraphProto.OUTPUT, valueInfo(port)));
    return content;
  }

  private static ProtoOutput body(Graph.Body body) {
    ProtoOutput content = new ProtoOutput().text(GraphProto.NAME, body.name());
    return flow(content, body.nodes(), body.inputs(), body.outputs());
  }

  private static ProtoOutput opset(String domain, int version) {
    return new ProtoOutput()
        .text(OperatorSetIdProto.DOMAIN, domain)
        .integer(OperatorSetIdProto.VERSION, version);
  }

  private static ProtoOutput tensor(Constant constant, DataFile data) throws IOException {
    ProtoOutput tensor = new ProtoOutput();
    constant.shape().forEach(dimension -> tensor.integer(TensorProto.DIMS, dimension));
    tensor.integer(TensorProto.DATA_TYPE, constant.value().type().onnxId());
    tensor.text(TensorProto.NAME, constant.value().name());
    // Shapes and axes stay inside, since ONNX Runtime reads them while it loads the graph.
    if (data == null || constant.value().type() == ElementType.INT64) {
      ByteArrayOutputStream raw = new ByteArrayOutputStream(Math.toIntExact(constant.bytes()));
      constant.writeTo(Channels.newChannel(raw));
      return tensor.markedRaw(TensorProto.RAW_DATA, raw.toByteArray(), constant.value().name());
    }
    long offset = data.append(constant);
    Map<String, Object> place =
        Map.of("location", data.name(), "offset", offset, "length", constant.bytes());
    for (String key : List.of("location", "offset", "length")) {
      tensor.message(
          TensorProto.EXTERNAL_DATA,
          new ProtoOutput()
              .text(TensorProto.ENTRY_KEY, key)
              .text(TensorProto.ENTRY_VALUE, place.get(key).toString()));
    }
    return tensor.integer(TensorProto.DATA_LOCATION, TensorProto.LOCATION_EXTERNAL);
  }

  private static ProtoOutput node(Graph.Node node) {
    ProtoOutput proto = new ProtoOutput();
    node.inputs().forEach(input -> proto.text(NodeProto.INPUT, input));
    node.outputs().forEach(output -> proto.text(NodeProto.OUTPUT, output));
    proto.text(NodeProto.NAME, node.name());
    proto.text(NodeProto.OP_TYPE, node.op().type());
    node.attributes()
        .forEach(
            attribute ->
                proto.message(
                    NodeProto.ATTRIBUTE, attribute(attribute, node.op().kind(attribute))));
    return proto.text(NodeProto.DOMAIN, node.op().domain());
  }

  private static ProtoOutput attribute(Attribute attribute, Attribute.Kind kind) {
    ProtoOutput proto = new ProtoOutput().text(AttributeProto.NAME, attribute.name());
    switch (kind) {
      case FLOAT -> proto.real(AttributeProto.F, (Float) attribute.value());
      case INT -> proto.integer(AttributeProto.I, (Long) attribute.value());
      case STRING -> proto.text(AttributeProto.S, (String) attribute.value());
      case GRAPH -> proto.message(AttributeProto.G, body((Graph.Body) attribute.value()));
      case INTS ->
          ((List<?>) attribute.value())
              .forEach(number -> proto.integer(AttributeProto.INTS, (Long) number));
    }
    return proto.integer(AttributeProto.TYPE, kind.onnxId());
  }

  private static ProtoOutput valueInfo(Graph.Port port) {
    ProtoOutput tensor =
        new ProtoOutput().integer(ValueInfoProto.ELEM_TYPE, port.value().type().onnxId());
    if (port.dimensions() != null) {
      tensor.message(ValueInfoProto.SHAPE, shape(port.dimensions()));
    }
    return new ProtoOutput()
        .text(ValueInfoProto.NAME, port.value().name())
        .message(
            ValueInfoProto.TYPE, new ProtoOutput().message(ValueInfoProto.TENSOR_TYPE, tensor));
  }

  private static ProtoOutput shape(List<Object> dimensions) {
    ProtoOutput shape = new ProtoOutput();
    for (Object dimension : dimensions) {
      ProtoOutput dim = new ProtoOutput();
      if (dimension instanceof Number number) {
        dim.integer(ValueInfoProto.DIM_VALUE, number.longValue());
      } else {
        dim.text(ValueInfoProto.DIM_PARAM, (String) dimension);
      }
      shape.message(ValueInfoProto.DIM, dim);
    }
    return shape;
  }
}
