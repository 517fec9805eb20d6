package io.github.ram4j.metadata.xmp;

import io.github.ram4j.FileFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a packet: UTF-8, or UTF-16 with or without a mark of its byte order. */
final class XmpText {
  private XmpText() {}

  /** Decodes a packet; a wrong byte is an error and never becomes another character. */
  static String decode(byte[] bytes, String name) {
    int end = bytes.length;
    Charset charset = charset(bytes, name);
    int unit = charset.equals(StandardCharsets.UTF_8) ? 1 : 2;
    while (end >= unit && bytes[end - 1] == 0 && (unit == 1 || bytes[end - 2] == 0)) {
      end -= unit; // some cameras fill up with zeros
    }
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, 0, end))
              .toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "%s: expected XMP in %s, found bytes that are not".formatted(name, charset), e);
    }
  }

  private static Charset charset(byte[] bytes, String name) {
    int first = bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
    if (first == 0x0000feff || first == 0xfffe0000 || first == '<' || first == '<' << 24) {
      throw new FileFormatException(name + ": expected XMP in UTF-8 or UTF-16, found UTF-32");
    }
    int start = first >>> 16;
    if (start == 0xfeff || start == '<') {
      return StandardCharsets.UTF_16BE;
    }
    return start == 0xfffe || start == '<' << 8
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }

  /** Whether a packet has a processing instruction at its begin that scanners of files look for. */
  static boolean hasWrapper(String text) {
    return text.contains("<?xpacket begin=");
  }
}
