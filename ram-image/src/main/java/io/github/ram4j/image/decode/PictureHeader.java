package io.github.ram4j.image.decode;

import io.github.ram4j.PictureException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * What the first bytes of a picture say, read without decoding or allocating anything. Immutable.
 *
 * @param format what the bytes are, whatever the file's name says
 * @param width in pixels as stored, so before any EXIF rotation, at least 1
 * @param height in pixels as stored, at least 1
 */
public record PictureHeader(PictureFormat format, int width, int height) {
  private static final int SHOWN_BYTES = 16;

  /**
   * Reads a header.
   *
   * @param encoded the picture's bytes; not changed or kept
   * @param description what messages call the picture, for example its path
   * @return the format and size, whatever follows the header
   * @throws PictureException if the bytes are of no known format, or end within the header, or it
   *     names a width or height of 0 or above 2,147,483,647
   */
  public static PictureHeader read(byte[] encoded, String description) {
    Objects.requireNonNull(description, "description");
    try {
      return read(encoded);
    } catch (DamagedPictureException e) {
      throw new PictureException(description + ": " + e.getMessage(), e);
    }
  }

  static PictureHeader read(byte[] encoded) throws DamagedPictureException {
    return FormatDecoder.of(formatOf(encoded)).readSize(encoded);
  }

  private static PictureFormat formatOf(byte[] encoded) throws DamagedPictureException {
    HeaderBytes bytes = new HeaderBytes(encoded, true);
    if (bytes.ascii(0, "\u0089PNG\r\n\u001A\n")) {
      return PictureFormat.PNG;
    } else if (bytes.ascii(0, "\u00FF\u00D8\u00FF")) {
      return PictureFormat.JPEG;
    } else if (bytes.ascii(0, "RIFF") && bytes.ascii(8, "WEBP")) {
      return PictureFormat.WEBP;
    } else if (bytes.ascii(0, "GIF87a") || bytes.ascii(0, "GIF89a")) {
      return PictureFormat.GIF;
    } else if (TiffDirectory.hasSignature(bytes)) {
      return PictureFormat.TIFF;
    } else if (bytes.ascii(0, "BM")) {
      return PictureFormat.BMP;
    }
    Optional<String> unread = UnreadFormats.name(bytes);
    if (unread.isPresent()) {
      throw new DamagedPictureException(
          unread.get() + ": not read by this version; convert it to JPEG or PNG");
    }
    throw new DamagedPictureException(
        "not a picture: expected one of PNG, JPEG, WebP, BMP, GIF or TIFF, found "
            + beginning(encoded));
  }

  private static String beginning(byte[] encoded) {
    if (encoded.length == 0) {
      return "no bytes at all";
    }
    int shown = Math.min(SHOWN_BYTES, encoded.length);
    String text =
        new String(encoded, 0, shown, StandardCharsets.ISO_8859_1)
            .replaceAll("[^\\x20-\\x7E]", ".");
    String hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(encoded, 0, shown);
    return "%d bytes that begin with \"%s\" (%s)".formatted(encoded.length, text, hex);
  }

  /** A header of a size that has been read, if it is one. */
  static PictureHeader of(PictureFormat format, long width, long height)
      throws DamagedPictureException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new DamagedPictureException(
          "%s: expected a width and height of at least 1 pixel, found %d x %d"
              .formatted(format, width, height));
    }
    return new PictureHeader(format, (int) width, (int) height);
  }
}
