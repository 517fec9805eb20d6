package io.github.ram4j.view.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The shipped font, read without {@link java.awt.Font}.
 *
 * <p>On Linux OpenJDK asks fontconfig for the system's fonts before it opens any font, and throws
 * where there are none, from {@code Font.createFont} too; without libfreetype no font can be opened
 * either. Slim containers have neither. Outlines are filled by Java code alone, so they are read
 * here. Of TrueType this reader knows a character map of format 4 and simple glyphs. {@code
 * make-font.py} writes nothing else.
 *
 * <p>Immutable and thread-safe.
 */
final class OutlineFont {
  private static final String RESOURCE = "/io/github/ram4j/view/font/ram4j-sans.ttf";
  private static final int ON_CURVE = 1;
  private static final int X_IS_BYTE = 2;
  private static final int Y_IS_BYTE = 4;
  private static final int REPEATED = 8;
  private static final int X_IS_SAME_OR_POSITIVE = 16;
  private static final int Y_IS_SAME_OR_POSITIVE = 32;

  private final ByteBuffer file;
  private final Map<String, Integer> tables = new HashMap<>();
  private final double unitsPerEm;
  private final boolean longOffsets;
  private final int advances;
  private final int characterMap;

  /** The font of this module's jar. */
  static OutlineFont shipped() {
    return Shipped.FONT;
  }

  private static final class Shipped {
    private static final OutlineFont FONT = read();

    private static OutlineFont read() {
      try (InputStream in = OutlineFont.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + ": expected it in ram-view's jar, found none");
        }
        return new OutlineFont(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE, e);
      }
    }
  }

  private OutlineFont(byte[] bytes) {
    file = ByteBuffer.wrap(bytes);
    int count = u16(4);
    for (int i = 0; i < count; i++) {
      int entry = 12 + 16 * i;
      tables.put(new String(bytes, entry, 4, ISO_8859_1), file.getInt(entry + 8));
    }
    unitsPerEm = u16(table("head") + 18);
    longOffsets = u16(table("head") + 50) == 1;
    advances = u16(table("hhea") + 34);
    characterMap = table("cmap") + file.getInt(table("cmap") + 8);
    if (u16(characterMap) != 4) {
      throw new IllegalStateException(
          "%s: expected a character map of format 4, found %d"
              .formatted(RESOURCE, u16(characterMap)));
    }
  }

  /** The glyph of a code point, empty where the font has none. */
  Optional<Glyph> glyph(int c) {
    int index = index(c);
    return index == 0 ? Optional.empty() : Optional.of(new Glyph(outline(index), advance(index)));
  }

  /** Looks a code point up in the segments of the character map; 0 where it is in none. */
  private int index(int c) {
    int twiceSegments = u16(characterMap + 6);
    int ends = characterMap + 14;
    int starts = ends + twiceSegments + 2;
    for (int at = 0; c <= 0xffff && at < twiceSegments; at += 2) {
      if (c <= u16(ends + at)) {
        int start = u16(starts + at);
        int delta = u16(starts + twiceSegments + at);
        int offsetAt = starts + 2 * twiceSegments + at;
        int offset = u16(offsetAt);
        if (c < start) {
          return 0;
        }
        int index = offset == 0 ? c : u16(offsetAt + offset + 2 * (c - start));
        return offset != 0 && index == 0 ? 0 : (index + delta) & 0xffff;
      }
    }
    return 0;
  }

  private double advance(int index) {
    return u16(table("hmtx") + 4 * Math.min(index, advances - 1)) / unitsPerEm;
  }

  private Path2D outline(int index) {
    Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    int at = table("glyf") + offset(index);
    if (offset(index) == offset(index + 1)) {
      return path;
    }
    int contours = file.getShort(at);
    if (contours < 0) {
      throw new IllegalStateException(
          "%s: expected glyphs of contours only, found %d made of others"
              .formatted(RESOURCE, index));
    }
    int[] ends = new int[contours];
    at += 10;
    for (int i = 0; i < contours; i++, at += 2) {
      ends[i] = u16(at);
    }
    Points points = points(at + 2 + u16(at), ends[contours - 1] + 1);
    int first = 0;
    for (int end : ends) {
      points.addContour(path, first, end);
      first = end + 1;
    }
    return path;
  }

  private Points points(int start, int count) {
    int at = start;
    byte[] flags = new byte[count];
    int read = 0;
    while (read < count) {
      byte flag = file.get(at++);
      int times = (flag & REPEATED) == 0 ? 1 : 1 + (file.get(at++) & 0xff);
      for (int i = 0; i < times; i++) {
        flags[read++] = flag;
      }
    }
    double[] x = new double[count];
    double[] y = new double[count];
    at = readCoordinates(at, flags, X_IS_BYTE, X_IS_SAME_OR_POSITIVE, 1 / unitsPerEm, x);
    readCoordinates(at, flags, Y_IS_BYTE, Y_IS_SAME_OR_POSITIVE, -1 / unitsPerEm, y);
    return new Points(flags, x, y);
  }

  /** Reads differences from point to point, and returns the offset of their end. */
  private int readCoordinates(
      int start, byte[] flags, int isByte, int isSameOrPositive, double scale, double[] target) {
    int at = start;
    int value = 0;
    for (int i = 0; i < flags.length; i++) {
      boolean sameOrPositive = (flags[i] & isSameOrPositive) != 0;
      if ((flags[i] & isByte) != 0) {
        int difference = file.get(at++) & 0xff;
        value += sameOrPositive ? difference : -difference;
      } else if (!sameOrPositive) {
        value += file.getShort(at);
        at += 2;
      }
      target[i] = value * scale;
    }
    return at;
  }

  private int offset(int index) {
    return longOffsets
        ? file.getInt(table("loca") + 4 * index)
        : 2 * u16(table("loca") + 2 * index);
  }

  private int table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  private int u16(int at) {
    return Short.toUnsignedInt(file.getShort(at));
  }

  /** Points of quadratic outlines: between two that are off the curve lies one that is on it. */
  private static final class Points {
    private final byte[] flags;
    private final double[] x;
    private final double[] y;

    Points(byte[] flags, double[] x, double[] y) {
      this.flags = flags;
      this.x = x;
      this.y = y;
    }

    private boolean onCurve(int i) {
      return (flags[i] & ON_CURVE) != 0;
    }

    private void addContour(Path2D path, int first, int last) {
      int start = first;
      while (start < last && !onCurve(start)) {
        start++;
      }
      path.moveTo(x[start], y[start]);
      int count = last - first + 1;
      int i = 1;
      while (i <= count) {
        int here = first + (start - first + i) % count;
        if (onCurve(here)) {
          path.lineTo(x[here], y[here]);
        } else {
          int next = first + (start - first + i + 1) % count;
          double endX = onCurve(next) ? x[next] : (x[here] + x[next]) / 2;
          double endY = onCurve(next) ? y[next] : (y[here] + y[next]) / 2;
          path.quadTo(x[here], y[here], endX, endY);
          i += onCurve(next) ? 1 : 0;
        }
        i++;
      }
      path.closePath();
    }
  }
}
