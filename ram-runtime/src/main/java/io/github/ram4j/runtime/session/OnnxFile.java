package io.github.ram4j.runtime.session;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A reader of ONNX files that finds the operator of an output. It parses the nodes alone and skips
 * the weights. ONNX Runtime decides whether the graph is sound.
 */
public final class OnnxFile {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OP_TYPE = 4;

  /** Operators that pass their first input on. */
  private static final Set<String> PASSING = Set.of("Identity", "Cast", "Reshape", "Squeeze");

  /** A node's operator and first input. */
  private record Node(String operator, String firstInput) {}

  private final Map<String, Node> makers = new HashMap<>();

  private OnnxFile() {}

  /**
   * The operator that computes an output, behind operators that only pass it on.
   *
   * @param file an ONNX file
   * @param output name of the output
   * @return the operator's type, empty if no node has the output
   * @throws IOException if the file cannot be read
   * @throws ModelException if it is no ONNX file
   */
  public static Optional<String> operatorOf(Path file, String output) throws IOException {
    OnnxFile nodes = new OnnxFile();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new ModelException(
            "%s: expected an ONNX file of at most 2 GB, found %d bytes"
                .formatted(file, channel.size()));
      }
      nodes.readModel(
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new ModelException(file + ": expected an ONNX file, found other bytes", e);
    }
    return nodes.operatorBehind(output);
  }

  private Optional<String> operatorBehind(String output) {
    Node maker = makers.get(output);
    for (int hops = makers.size(); maker != null && hops > 0; hops--) {
      if (!PASSING.contains(maker.operator())) {
        return Optional.of(maker.operator());
      }
      maker = makers.get(maker.firstInput());
    }
    return Optional.empty();
  }

  private void readModel(ByteBuffer model) {
    while (model.hasRemaining()) {
      int tag = (int) varint(model);
      if (tag >>> 3 == MODEL_GRAPH) {
        ByteBuffer graph = message(model, tag);
        while (graph.hasRemaining()) {
          int field = (int) varint(graph);
          if (field >>> 3 == GRAPH_NODE) {
            readNode(message(graph, field));
          } else {
            skip(graph, field);
          }
        }
      } else {
        skip(model, tag);
      }
    }
  }

  private void readNode(ByteBuffer node) {
    String operator = "";
    String firstInput = null;
    List<String> outputs = new ArrayList<>();
    while (node.hasRemaining()) {
      int tag = (int) varint(node);
      switch (tag >>> 3) {
        case NODE_OP_TYPE -> operator = text(node, tag);
        case NODE_OUTPUT -> outputs.add(text(node, tag));
        case NODE_INPUT -> {
          String input = text(node, tag);
          firstInput = firstInput == null ? input : firstInput;
        }
        default -> skip(node, tag);
      }
    }
    Node maker = new Node(operator, firstInput);
    outputs.forEach(output -> makers.put(output, maker));
  }

  private static String text(ByteBuffer in, int tag) {
    return StandardCharsets.UTF_8.decode(message(in, tag)).toString();
  }

  private static ByteBuffer message(ByteBuffer in, int tag) {
    if ((tag & 7) != 2) {
      throw new IllegalArgumentException("wire type " + (tag & 7));
    }
    int length = length(in);
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  private static void skip(ByteBuffer in, int tag) {
    switch (tag & 7) {
      case 0 -> varint(in);
      case 1 -> in.position(in.position() + Long.BYTES);
      case 2 -> message(in, tag);
      case 5 -> in.position(in.position() + Integer.BYTES);
      default -> throw new IllegalArgumentException("wire type " + (tag & 7));
    }
  }

  private static int length(ByteBuffer in) {
    long length = varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("length " + length);
    }
    return (int) length;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("varint of more than 64 bits");
  }
}
