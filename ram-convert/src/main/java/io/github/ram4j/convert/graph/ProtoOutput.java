package io.github.ram4j.convert.graph;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One message in protocol buffers' wire format, built in memory field by field. Marks tell where
 * bytes of interest are, in the message and in those that contain it.
 */
final class ProtoOutput {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, Integer> marks = new LinkedHashMap<>();

  ProtoOutput integer(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  ProtoOutput real(int field, float value) {
    varint((long) field << 3 | FIXED32);
    bytes.writeBytes(
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    return this;
  }

  ProtoOutput text(int field, String value) {
    return raw(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoOutput message(int field, ProtoOutput value) {
    raw(field, value.toBytes());
    int start = bytes.size() - value.bytes.size();
    value.marks.forEach((mark, position) -> marks.put(mark, start + position));
    return this;
  }

  ProtoOutput raw(int field, byte[] value) {
    head(field, value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** Adds bytes whose position has a mark. */
  ProtoOutput markedRaw(int field, byte[] value, String mark) {
    raw(field, value);
    marks.put(mark, bytes.size() - value.length);
    return this;
  }

  /** The positions of marked bytes. */
  Map<String, Integer> marks() {
    return marks;
  }

  /** Begins a length-delimited field; the caller writes its content elsewhere. */
  ProtoOutput head(int field, long length) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(length);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
