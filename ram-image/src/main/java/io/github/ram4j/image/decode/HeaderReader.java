package io.github.ram4j.image.decode;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * A reader of an image's format and size that neither decodes nor allocates anything of that size.
 * Stateless and thread-safe.
 */
public final class HeaderReader {
  private static final int SHOWN_BYTES = 16;

  private HeaderReader() {}

  /**
   * Reads a header.
   *
   * @param encoded the image's bytes; not changed or kept
   * @param description the image's name in messages, for example its path
   * @return the format and size, whatever follows the header
   * @throws ImageException if the bytes are of no known format, or end within the header, or it
   *     names a width or height of 0 or above 2,147,483,647
   */
  public static ImageHeader read(byte[] encoded, String description) {
    Objects.requireNonNull(description, "description");
    try {
      return FormatDecoders.of(format(encoded)).readSize(encoded);
    } catch (DamagedImageException e) {
      throw new ImageException(description + ": " + e.getMessage(), e);
    }
  }

  private static ImageFormat format(byte[] encoded) throws DamagedImageException {
    HeaderBytes bytes = new HeaderBytes(encoded, true);
    Optional<ImageFormat> format = ImageFormat.of(bytes);
    if (format.isPresent()) {
      return format.get();
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
}
