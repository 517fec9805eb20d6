package io.github.ram4j.convert.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles of protocol 2 by hand, opcode by opcode. */
final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleWriter() {
    op(0x80).op(2);
  }

  /** An opcode, or any byte. */
  PickleWriter op(int op) {
    out.write(op);
    return this;
  }

  PickleWriter ops(String ops) {
    out.writeBytes(ops.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  PickleWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op('X').int32(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  /** LONG1 with 8 bytes. */
  PickleWriter number(long value) {
    op(0x8a).op(8);
    out.writeBytes(little(8).putLong(value).array());
    return this;
  }

  PickleWriter int32(int value) {
    out.writeBytes(little(4).putInt(value).array());
    return this;
  }

  PickleWriter global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  PickleWriter tuple(long... values) {
    op('(');
    for (long value : values) {
      number(value);
    }
    return op('t');
  }

  /** A storage by its persistent id. */
  PickleWriter storage(String type, String key, long elements) {
    return op('(')
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(elements)
        .ops("tQ");
  }

  /** A tensor over a storage. */
  PickleWriter tensor(
      String type, String key, long elements, long offset, long[] shape, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .op('(')
        .storage(type, key, elements)
        .number(offset)
        .tuple(shape)
        .tuple(strides)
        .op(0x89)
        .global("collections", "OrderedDict")
        .ops(")RtR");
  }

  /** A vector that fills its storage. */
  PickleWriter vector(String type, String key, long elements) {
    return tensor(type, key, elements, 0, new long[] {elements}, new long[] {1});
  }

  byte[] stop() {
    op('.');
    return out.toByteArray();
  }

  static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Little-endian float32. */
  static byte[] floats(float... values) {
    ByteBuffer bytes = little(values.length * Float.BYTES);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return array(bytes);
  }

  /** All bytes of a buffer, wherever its position is. */
  static byte[] array(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.capacity()];
    bytes.get(0, copy);
    return copy;
  }
}
