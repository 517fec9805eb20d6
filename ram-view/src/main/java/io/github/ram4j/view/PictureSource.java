package io.github.ram4j.view;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Where a page takes a picture from: out of itself, or from a file or an address.
 *
 * <p>Immutable and thread-safe. An embedded picture is kept as text, a third longer than its bytes.
 */
public final class PictureSource {
  private static final Set<String> SCHEMES = Set.of("http", "https", "file");

  private final String address;

  private PictureSource(String address) {
    this.address = address;
  }

  /**
   * A picture that becomes part of the page, as it is.
   *
   * @param encoded a PNG, JPEG, GIF, WebP or BMP file, which browsers show; not retained
   * @return the source
   * @throws IllegalArgumentException if it is something else
   */
  public static PictureSource embedded(byte[] encoded) {
    return embedded(mediaType(encoded), encoded);
  }

  /**
   * A picture that becomes part of the page, as PNG.
   *
   * @param picture any size and type; not retained
   * @return the source
   */
  public static PictureSource embedded(BufferedImage picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, "png", png)) {
        throw new IllegalArgumentException(
            "picture to embed: expected a type that PNG can have, found " + picture);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return embedded("image/png", png.toByteArray());
  }

  /**
   * A picture that stays where it is.
   *
   * @param address relative to the page, or of http, https or file
   * @return the source
   * @throws IllegalArgumentException if the address has another scheme
   */
  public static PictureSource linked(URI address) {
    String scheme = address.getScheme();
    if (scheme != null && !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "address of a picture: expected http, https, file or none, found " + scheme);
    }
    return new PictureSource(address.toASCIIString());
  }

  /**
   * A file that stays where it is, linked so that page and picture can be moved together. Files on
   * another drive than the page are linked by their full path.
   *
   * @param picture the file
   * @param page the file that the page will be
   * @return the source
   */
  public static PictureSource linked(Path picture, Path page) {
    Path folder = page.toAbsolutePath().normalize().getParent();
    Path file = picture.toAbsolutePath().normalize();
    if (folder == null || !file.getRoot().equals(folder.getRoot())) {
      return linked(file.toUri());
    }
    StringBuilder relative = new StringBuilder(".");
    folder.relativize(file).forEach(name -> relative.append('/').append(name));
    try {
      return linked(new URI(null, null, relative.toString(), null));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("path of a picture: " + relative, e);
    }
  }

  private static PictureSource embedded(String mediaType, byte[] encoded) {
    return new PictureSource(
        "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(encoded));
  }

  private static String mediaType(byte[] encoded) {
    if (startsWith(encoded, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (startsWith(encoded, 0xff, 0xd8, 0xff)) {
      return "image/jpeg";
    }
    if (startsWith(encoded, 'G', 'I', 'F', '8')) {
      return "image/gif";
    }
    if (startsWith(encoded, 'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P')) {
      return "image/webp";
    }
    if (startsWith(encoded, 'B', 'M')) {
      return "image/bmp";
    }
    throw new IllegalArgumentException(
        "picture to embed: expected a PNG, JPEG, GIF, WebP or BMP file, found none of them in %d"
                .formatted(encoded.length)
            + " bytes; give the decoded picture instead");
  }

  /** Whether the bytes start so; -1 stands for any byte. */
  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (start[i] >= 0 && (bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * What the page's picture has as its source: an address, or the picture as "data:".
   *
   * @return to be escaped where it becomes an attribute
   */
  public String address() {
    return address;
  }
}
