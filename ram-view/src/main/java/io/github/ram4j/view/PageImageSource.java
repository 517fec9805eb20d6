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
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A source of a page's image: the page itself, a file or an address.
 *
 * <p>Immutable and thread-safe. An embedded image is kept as text, a third longer than its bytes.
 */
public final class PageImageSource {
  private static final Set<String> SCHEMES = Set.of("http", "https", "file");

  private final String address;

  private PageImageSource(String address) {
    this.address = address;
  }

  /**
   * An image that becomes part of the page, as it is.
   *
   * @param encoded a PNG, JPEG, GIF, WebP or BMP file, which browsers show; not retained
   * @return the source
   * @throws IllegalArgumentException if it is something else
   */
  public static PageImageSource embedded(byte[] encoded) {
    return embedded(mediaType(encoded), encoded);
  }

  /**
   * An image that becomes part of the page, as PNG.
   *
   * @param image any size and type; not retained
   * @return the source
   */
  public static PageImageSource embedded(BufferedImage image) {
    return embedded("image/png", encoded(image, "png"));
  }

  /**
   * An image that becomes part of the page, as JPEG of the JDK's own quality.
   *
   * @param image opaque; not retained
   * @return the source
   * @throws IllegalArgumentException if the image has transparency, which JPEG cannot have
   */
  public static PageImageSource embeddedJpeg(BufferedImage image) {
    return embedded("image/jpeg", encoded(image, "jpeg"));
  }

  /**
   * An image that stays where it is.
   *
   * @param address relative to the page, or of http, https or file
   * @return the source
   * @throws IllegalArgumentException if the address has another scheme
   */
  public static PageImageSource linked(URI address) {
    String scheme = address.getScheme();
    if (scheme != null && !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "address of an image: expected http, https, file or none, found " + scheme);
    }
    return new PageImageSource(address.toASCIIString());
  }

  /**
   * A file that stays where it is, linked so that page and image can be moved together. Files on
   * another drive than the page are linked by their full path.
   *
   * @param image the file
   * @param page the file that the page will be
   * @return the source
   */
  public static PageImageSource linked(Path image, Path page) {
    Path folder = page.toAbsolutePath().normalize().getParent();
    Path file = image.toAbsolutePath().normalize();
    if (folder == null || !file.getRoot().equals(folder.getRoot())) {
      return linked(file.toUri());
    }
    StringBuilder relative = new StringBuilder(".");
    folder.relativize(file).forEach(name -> relative.append('/').append(name));
    try {
      return linked(new URI(null, null, relative.toString(), null));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("path of an image: " + relative, e);
    }
  }

  /** The file of an image, made in memory: no image of somebody's lies in a temporary file. */
  private static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(file)) {
      if (!ImageIO.write(image, format, stream)) {
        throw new IllegalArgumentException(
            "image to embed: expected a type that %s can have, found %s".formatted(format, image));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static PageImageSource embedded(String mediaType, byte[] encoded) {
    return new PageImageSource(
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
        "image to embed: expected a PNG, JPEG, GIF, WebP or BMP file, found none of them in %d"
                .formatted(encoded.length)
            + " bytes; give the decoded image instead");
  }

  /** Returns whether bytes start with others; -1 stands for any byte. */
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
   * The {@code src} of the page's image: an address, or the image as "data:".
   *
   * @return the address, to be escaped where it becomes an attribute
   */
  public String address() {
    return address;
  }
}
