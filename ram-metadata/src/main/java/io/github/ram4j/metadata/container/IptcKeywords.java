package io.github.ram4j.metadata.container;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The keywords of IPTC, which programs wrote before there was XMP. What is damaged has none: other
 * programs do not read it either.
 */
final class IptcKeywords {
  private static final int RESOURCE = 0x38_42_49_4d; // "8BIM"
  private static final int IPTC = 0x0404;
  private static final int MARK = 0x1c;
  private static final byte[] UTF_8 = {0x1b, '%', 'G'};

  private IptcKeywords() {}

  /** The keywords among Photoshop's image resources. */
  static List<String> ofResources(byte[] resources) {
    ByteBuffer left = ByteBuffer.wrap(resources);
    while (left.remaining() >= 12 && left.getInt() == RESOURCE) {
      int id = left.getShort();
      int name = left.get() & 0xff;
      int nameBytes = name + 1 - (name & 1); // the length before it counts: together they are even
      if (left.remaining() < nameBytes + 4) {
        break;
      }
      left.position(left.position() + nameBytes);
      int length = left.getInt();
      if (length < 0 || length > left.remaining()) {
        break;
      }
      int from = left.position();
      if (id == IPTC) {
        return of(Arrays.copyOfRange(resources, from, from + length));
      }
      left.position(Math.min(resources.length, from + length + (length & 1)));
    }
    return List.of();
  }

  /** The keywords among IPTC's data sets. */
  static List<String> of(byte[] sets) {
    List<byte[]> keywords = new ArrayList<>();
    boolean utf8 = false;
    ByteBuffer left = ByteBuffer.wrap(sets);
    while (left.remaining() >= 5 && left.get() == MARK) {
      int set = left.getShort();
      int length = left.getShort();
      if (length < 0 || length > left.remaining()) {
        break;
      }
      byte[] value = new byte[length];
      left.get(value);
      if (set == (2 << 8 | 25)) {
        keywords.add(value);
      } else if (set == (1 << 8 | 90)) {
        utf8 = Arrays.equals(value, UTF_8);
      }
    }
    List<String> texts = new ArrayList<>();
    for (byte[] keyword : keywords) {
      String text = text(keyword, utf8).strip();
      if (!text.isEmpty() && !texts.contains(text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Many programs write UTF-8 without saying so. */
  private static String text(byte[] bytes, boolean utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
  }
}
