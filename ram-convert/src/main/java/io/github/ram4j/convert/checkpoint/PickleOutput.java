package io.github.ram4j.convert.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Writes the opcodes of a pickle of protocol 2 into memory. Not thread-safe. */
final class PickleOutput {
  private static final int PROTO = 0x80;
  private static final int PROTOCOL = 2;
  private static final int LONG1 = 0x8a;
  private static final int TRUE = 0x88;
  private static final int FALSE = 0x89;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleOutput() {
    out.write(PROTO);
    out.write(PROTOCOL);
  }

  /** Writes opcodes without arguments, each by its character. */
  PickleOutput ops(String ops) {
    out.writeBytes(ops.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Writes a reference to a Python name. */
  PickleOutput global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  PickleOutput none() {
    return ops("N");
  }

  PickleOutput bool(boolean value) {
    out.write(value ? TRUE : FALSE);
    return this;
  }

  PickleOutput number(long value) {
    if (value == (int) value) {
      out.write('J');
      out.writeBytes(little(Integer.BYTES).putInt((int) value).array());
    } else {
      out.write(LONG1);
      out.write(Long.BYTES);
      out.writeBytes(little(Long.BYTES).putLong(value).array());
    }
    return this;
  }

  PickleOutput number(double value) {
    out.write('G');
    out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    return this;
  }

  /**
   * Writes a string.
   *
   * @throws IllegalArgumentException if the text has an unpaired surrogate, which UTF-8 cannot
   *     encode
   */
  PickleOutput text(String text) {
    ByteBuffer utf8;
    try {
      utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "expected text of whole Unicode characters, found " + Quoted.of(text), e);
    }
    out.write('X');
    byte[] bytes = new byte[utf8.remaining()];
    utf8.get(bytes);
    out.writeBytes(little(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
    return this;
  }

  /** Writes a tuple of whole numbers. */
  PickleOutput tuple(long[] values) {
    ops("(");
    for (long value : values) {
      number(value);
    }
    return ops("t");
  }

  /** Ends the pickle and returns it. */
  byte[] stop() {
    ops(".");
    return out.toByteArray();
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
