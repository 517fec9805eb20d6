package io.github.ram4j.image.decode;

import io.github.ram4j.ImageException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * What the first bytes of an image say, read without decoding or allocating anything. Immutable.
 *
 * @param format what the bytes are, whatever the file's name says
 * @param width in pixels as stored, so before any EXIF rotation, at least 1
 * @param height in pixels as stored, at least 1
 */
public record ImageHeader(ImageFormat format, int width, int height) {
  private static final int SHOWN_BYTES = 16;

  /**
   * Reads a header.
   *
   * @param encoded the image's bytes; not changed or kept
   * @param description what messages call the image, for example its path
   * @return the format and size, whatever follows the header
   * @throws ImageException if the bytes are of no known format, or end within the header, or it
   *     names a width or height of 0 or above 2,147,483,647
   */
  public static ImageHeader read(byte[] encoded, String description) {
    Objects.requireNonNull(description, "description");
    try {
      return read(encoded);
    } catch (DamagedImageException e) {
      throw new ImageException(description + ": " + e.getMessage(), e);
    }
  }

  static ImageHeader read(byte[] encoded) throws DamagedImageException {
    return FormatDecoder.of(formatOf(encoded)).readSize(encoded);
  }

  private static ImageFormat formatOf(byte[] encoded) throws DamagedImageException {
    HeaderBytes bytes = new HeaderBytes(encoded, true);
    if (bytes.ascii(0, "\u0089PNG\r\n\u001A\n")) {
      return ImageFormat.PNG;
    } else if (bytes.ascii(0, "\u00FF\u00D8\u00FF")) {
      return ImageFormat.JPEG;
    } else if (bytes.ascii(0, "RIFF") && bytes.ascii(8, "WEBP")) {
      return ImageFormat.WEBP;
    } else if (bytes.ascii(0, "GIF87a") || bytes.ascii(0, "GIF89a")) {
      return ImageFormat.GIF;
    } else if (TiffDirectory.hasSignature(bytes)) {
      return ImageFormat.TIFF;
    } else if (bytes.ascii(0, "BM")) {
      return ImageFormat.BMP;
    }
    Optional<String> unread = UnreadFormats.name(bytes);
    if (unread.isPresent()) {
      throw new DamagedImageException(
          unread.get() + ": not read by this version; convert it to JPEG or PNG");
    }
    throw new DamagedImageException(
        "not an image: expected one of PNG, JPEG, WebP, BMP, GIF or TIFF, found "
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
  static ImageHeader of(ImageFormat format, long width, long height) throws DamagedImageException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new DamagedImageException(
          "%s: expected a width and height of at least 1 pixel, found %d x %d"
              .formatted(format, width, height));
    }
    return new ImageHeader(format, (int) width, (int) height);
  }
}
