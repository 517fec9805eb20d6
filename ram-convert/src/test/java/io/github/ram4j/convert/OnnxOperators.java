package io.github.ram4j.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The operators of an ONNX file, read from its bytes: {@code domain:name} of each node, those of
 * parts that nodes run too, and the operator sets that it asks for, {@code domain:version}.
 */
record OnnxOperators(List<String> nodes, List<String> sets) {

  static OnnxOperators read(Path file) throws IOException {
    OnnxOperators found = new OnnxOperators(new ArrayList<>(), new ArrayList<>());
    fields(
        ByteBuffer.wrap(Files.readAllBytes(file)),
        (field, value) -> {
          if (field == 7) {
            found.graph((ByteBuffer) value);
          } else if (field == 8) {
            found.set((ByteBuffer) value);
          }
        });
    return found;
  }

  private void set(ByteBuffer set) {
    String[] parts = {"", ""};
    fields(set, (field, value) -> parts[field - 1] = field == 1 ? text(value) : "" + value);
    sets.add(parts[0] + ":" + parts[1]);
  }

  private void graph(ByteBuffer graph) {
    fields(
        graph,
        (field, value) -> {
          if (field == 1) {
            node((ByteBuffer) value);
          }
        });
  }

  private void node(ByteBuffer node) {
    String[] parts = {"", ""};
    fields(
        node,
        (field, value) -> {
          if (field == 4) {
            parts[1] = text(value);
          } else if (field == 7) {
            parts[0] = text(value);
          } else if (field == 5) {
            fields(
                (ByteBuffer) value,
                (attribute, content) -> {
                  if (attribute == 6) {
                    graph((ByteBuffer) content);
                  }
                });
          }
        });
    nodes.add(parts[0] + ":" + parts[1]);
  }

  /** Calls back for each field of a message: a number, or the bytes of anything longer. */
  private static void fields(ByteBuffer message, BiConsumer<Integer, Object> each) {
    while (message.hasRemaining()) {
      long tag = varint(message);
      int field = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case 0 -> each.accept(field, varint(message));
        case 2 -> {
          int length = (int) varint(message);
          each.accept(field, message.slice(message.position(), length));
          message.position(message.position() + length);
        }
        case 5 -> message.position(message.position() + Float.BYTES);
        default -> throw new IllegalStateException("no kind of field that is written: " + tag);
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String text(Object bytes) {
    return StandardCharsets.UTF_8.decode((ByteBuffer) bytes).toString();
  }
}
