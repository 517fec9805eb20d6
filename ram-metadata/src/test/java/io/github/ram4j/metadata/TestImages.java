package io.github.ram4j.metadata;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Small images of every format, made here. */
final class TestImages {
  static final int WIDTH = 64;
  static final int HEIGHT = 48;

  private TestImages() {}

  /** An image of each kind by a file name. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("plain.jpg", encoded("jpg"));
    all.put("exif.jpg", jpegWith(segment(0xe1, join(latin("Exif\0\0"), exif(6))), icc()));
    all.put("plain.png", encoded("png"));
    all.put("lossy.webp", base64("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"));
    all.put("lossless.webp", base64("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="));
    all.put(
        "extended.webp",
        base64(
            "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0B"
                + "KgEAAQAAAP4AAA3AAP7mtQAAAA=="));
    all.put("jdk.tif", encoded("tiff"));
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      String name = order == ByteOrder.BIG_ENDIAN ? "big-endian" : "little-endian";
      all.put(name + ".tif", tiff(order, false, 0));
      all.put(name + "-odd.tif", tiff(order, false, 1));
      all.put(name + "-bigtiff.tif", tiff(order, true, 0));
    }
    return all;
  }

  static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** The JDK's encoding of a gradient. */
  static byte[] encoded(String format) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, ((x * 4) << 16) | ((y * 5) << 8) | ((x * y) & 0xff));
      }
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("no encoder of " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A segment of a JPEG. */
  static byte[] segment(int marker, byte[] content) {
    return join(
        new byte[] {(byte) 0xff, (byte) marker},
        ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array(),
        content);
  }

  /** A colour profile's name and no more of it; nobody here reads it. */
  static byte[] icc() {
    return segment(0xe2, join(latin("ICC_PROFILE\0\1\1"), new byte[64]));
  }

  /** A JPEG with segments behind its first one. */
  static byte[] jpegWith(byte[]... segments) {
    byte[] plain = encoded("jpg");
    int place = 4 + (plain[4] & 0xff) * 256 + (plain[5] & 0xff);
    return join(
        Arrays.copyOf(plain, place),
        join(segments),
        Arrays.copyOfRange(plain, place, plain.length));
  }

  /** EXIF data with an orientation alone. */
  static byte[] exif(int orientation) {
    ByteBuffer data = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
    data.put(latin("II")).putShort((short) 42).putInt(8).putShort((short) 1);
    data.putShort((short) 274).putShort((short) 3).putInt(1).putInt(orientation).putInt(0);
    return data.array();
  }

  /** A chunk of a PNG. */
  static byte[] chunk(String type, byte[] content) {
    byte[] typed = join(latin(type), content);
    java.util.zip.CRC32 sum = new java.util.zip.CRC32();
    sum.update(typed);
    return join(
        ByteBuffer.allocate(4).putInt(content.length).array(),
        typed,
        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  /** A grey TIFF of 4 x 4 pixels with two directories, tags above 700 and bytes at its end. */
  static byte[] tiff(ByteOrder order, boolean big, int more) {
    ByteBuffer tiff = ByteBuffer.allocate(2048).order(order);
    tiff.put(latin(order == ByteOrder.BIG_ENDIAN ? "MM" : "II"));
    tiff.putShort((short) (big ? 43 : 42));
    if (big) {
      tiff.putShort((short) 8).putShort((short) 0);
    }
    int first = tiff.position();
    offset(tiff, 0, big);
    int pixels = tiff.position();
    for (int i = 0; i < 16; i++) {
      tiff.put((byte) (i * 16));
    }
    int text = tiff.position();
    tiff.put(latin("the copyright of nobody\0"));
    int second = tiff.position();
    directory(tiff, big, pixels, text, 0);
    int main = tiff.position();
    directory(tiff, big, pixels, text, second);
    int end = tiff.position() + more;
    if (big) {
      tiff.putLong(first, main);
    } else {
      tiff.putInt(first, main);
    }
    return Arrays.copyOf(tiff.array(), end);
  }

  private static void directory(ByteBuffer tiff, boolean big, int pixels, int text, int next) {
    long[][] entries = {
      {256, 4, 1, 4},
      {257, 4, 1, 4},
      {258, 4, 1, 8},
      {259, 4, 1, 1},
      {262, 4, 1, 1},
      {273, 4, 1, pixels},
      {277, 4, 1, 1},
      {278, 4, 1, 4},
      {279, 4, 1, 16},
      {33432, 2, 24, text}
    };
    if (big) {
      tiff.putLong(entries.length);
    } else {
      tiff.putShort((short) entries.length);
    }
    for (long[] entry : entries) {
      tiff.putShort((short) entry[0]).putShort((short) entry[1]);
      offset(tiff, entry[2], big);
      if (big && entry[0] != 33432) {
        tiff.putInt((int) entry[3]).putInt(0);
      } else {
        offset(tiff, entry[3], big);
      }
    }
    offset(tiff, next, big);
  }

  private static void offset(ByteBuffer tiff, long value, boolean big) {
    if (big) {
      tiff.putLong(value);
    } else {
      tiff.putInt((int) value);
    }
  }

  /** Whether a file has bytes in it. */
  static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
