package io.github.ram4j.metadata.container;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The XMP of a file: a packet, and what a JPEG has in further segments. */
public final class Packet {
  /** The most bytes of a packet; more would take many times as much memory. */
  public static final int MOST_BYTES = 32 << 20;

  private final byte[] main;
  private final byte[] extension;

  /** A packet with an extension; empty for none. */
  public Packet(byte[] main, byte[] extension) {
    this.main = main;
    this.extension = extension;
  }

  /** A packet without an extension. */
  public static Packet of(byte[] main) {
    return new Packet(main, new byte[0]);
  }

  /** The packet; not to be changed. */
  public byte[] main() {
    return main;
  }

  /** What a JPEG has in further segments, not to be changed; empty for none. */
  public byte[] extension() {
    return extension;
  }

  /** The name of an extension, in a packet and in the segments that have it. */
  public static String digest(byte[] extension) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(MessageDigest.getInstance("MD5").digest(extension));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("MD5: expected in every JDK, found none", e);
    }
  }

  static void requireLength(FileBytes source, long length) {
    if (length > MOST_BYTES) {
      throw source.wrong(
          "expected XMP of at most %,d bytes, found %,d".formatted(MOST_BYTES, length));
    }
  }
}
