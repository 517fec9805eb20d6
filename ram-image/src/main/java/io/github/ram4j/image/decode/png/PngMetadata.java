package io.github.ram4j.image.decode.png;

import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.OrientationTag;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A reader of the EXIF and XMP data in a PNG's chunks: eXIf, and the text chunks in which they
 * stood before 2017. Chunks are noted as they come, and the last of each kind is read at the end: a
 * thousand of them take no longer than one. Nothing is thrown, as the pixels do not depend on it.
 */
final class PngMetadata {
  private static final String RAW_PROFILE = "Raw profile type exif";
  private static final String XMP = "XML:com.adobe.xmp";

  /** The most bytes of compressed text; EXIF data are below 64 KiB, XMP packets seldom above. */
  private static final int MOST_BYTES = 1 << 20;

  private final HeaderBytes bytes;
  private HeaderBytes exif;
  private HeaderBytes rawProfile;
  private HeaderBytes xmp;

  /**
   * A reader that has seen no chunk.
   *
   * @param bytes all of the file, highest bytes first
   */
  PngMetadata(HeaderBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Notes a chunk.
   *
   * @param place of the chunk, within the file
   * @param length of its content, within the file, too
   */
  void read(int place, int length) {
    int start = place + 8;
    HeaderBytes content = bytes.part(start, start + length);
    if (bytes.ascii(place + 4, "eXIf")) {
      exif = content;
    } else if (isText(place)) {
      HeaderBytes named = bytes.part(place + 4, start + length);
      if (content.ascii(0, RAW_PROFILE + '\0')) {
        rawProfile = named;
      } else if (content.ascii(0, XMP + '\0')) {
        xmp = named;
      }
    }
  }

  private boolean isText(int place) {
    return bytes.ascii(place + 4, "tEXt")
        || bytes.ascii(place + 4, "zTXt")
        || bytes.ascii(place + 4, "iTXt");
  }

  /** The orientation, 1 to 8; 1 where no chunk has one. */
  int orientation() {
    HeaderBytes text = xmp == null ? null : text(xmp, XMP.length());
    if (exif != null || rawProfile == null) {
      return OrientationTag.of(exif, text);
    }
    HeaderBytes hex = text(rawProfile, RAW_PROFILE.length());
    return OrientationTag.of(hex == null ? null : fromHex(hex), text);
  }

  /**
   * The text of a chunk; null where it cannot be had.
   *
   * @param chunk from its name on
   * @param keyword the length of the keyword
   */
  private static HeaderBytes text(HeaderBytes chunk, int keyword) {
    int behind = 4 + keyword + 1;
    boolean compressed = false;
    if (chunk.ascii(0, "zTXt")) {
      compressed = true;
      behind++; // the method
    } else if (chunk.ascii(0, "iTXt")) {
      compressed = chunk.ascii(behind, "\1");
      int language = chunk.indexOf("\0", behind + 2);
      int translated = language < 0 ? -1 : chunk.indexOf("\0", language + 1);
      if (translated < 0) {
        return null;
      }
      behind = translated + 1;
    }
    HeaderBytes rest = chunk.part(behind, chunk.length());
    return compressed ? inflate(rest) : rest;
  }

  private static HeaderBytes inflate(HeaderBytes compressed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed.copy());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 12];
      int count;
      while ((count = inflater.inflate(buffer)) > 0 && out.size() < MOST_BYTES) {
        out.write(buffer, 0, count);
      }
      return new HeaderBytes(out.toByteArray(), true);
    } catch (DataFormatException e) {
      return null;
    } finally {
      inflater.end();
    }
  }

  /**
   * Bytes from lines of hexadecimal digits, behind an empty line, a name and a length, each in a
   * line.
   */
  private static HeaderBytes fromHex(HeaderBytes text) {
    int start = -1;
    for (int line = 0; line < 3; line++) {
      start = text.indexOf("\n", start + 1);
      if (start < 0) {
        return null;
      }
    }
    byte[] digits = text.part(start + 1, Math.min(text.length(), MOST_BYTES)).copy();
    String hex = new String(digits, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
    try {
      return new HeaderBytes(HexFormat.of().parseHex(hex), true);
    } catch (IllegalArgumentException e) {
      return null; // other characters
    }
  }
}
