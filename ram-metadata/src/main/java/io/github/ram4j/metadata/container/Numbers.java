package io.github.ram4j.metadata.container;

/** Integers as bytes. */
final class Numbers {
  private Numbers() {}

  /** An unsigned integer of some bytes; the first byte counts most where asked. */
  static byte[] bytes(long number, int count, boolean bigEndian) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[bigEndian ? count - 1 - i : i] = (byte) (number >>> (8 * i));
    }
    return bytes;
  }
}
