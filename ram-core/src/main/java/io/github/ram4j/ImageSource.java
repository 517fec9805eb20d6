package io.github.ram4j;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A source of an image: decoded pixels, a file, bytes in memory, or a stream.
 *
 * <p>Nothing is read or decoded before a recognizer or captioner gets the image, which also sets
 * the limits on bytes and pixels. The given object is borrowed: it must not be changed until the
 * call that takes the source returns.
 */
public sealed interface ImageSource
    permits ImageSource.Pixels, ImageSource.File, ImageSource.Bytes, ImageSource.Stream {

  /**
   * The image's name in messages.
   *
   * @return a path, or the kind of image
   */
  String name();

  /**
   * A decoded image of any size and type; alpha is dropped, not blended.
   *
   * @param image decoded pixels
   * @return the image
   */
  static ImageSource of(BufferedImage image) {
    return new Pixels(image);
  }

  /**
   * An encoded image in a file: PNG, JPEG, WebP, BMP, GIF (its first frame) or TIFF; HEIC and AVIF,
   * too, with the module ram-image-heif.
   *
   * @param file read when the image is used
   * @return the image
   */
  static ImageSource of(Path file) {
    return new File(file);
  }

  /**
   * An encoded image in memory, of the same formats.
   *
   * @param bytes the whole file; not copied
   * @return the image
   */
  static ImageSource of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /**
   * An encoded image from a stream, of the same formats.
   *
   * @param stream read to its end when the image is used, which is possible once; the caller closes
   *     it
   * @return the image
   */
  static ImageSource of(InputStream stream) {
    return new Stream(stream);
  }

  /**
   * Decoded pixels.
   *
   * @param image any size and type
   */
  record Pixels(BufferedImage image) implements ImageSource {
    /** Checks that there is an image. */
    public Pixels {
      Objects.requireNonNull(image, "image");
    }

    @Override
    public String name() {
      return "image of %d x %d pixels".formatted(image.getWidth(), image.getHeight());
    }
  }

  /**
   * An encoded image in a file.
   *
   * @param path of the file
   */
  record File(Path path) implements ImageSource {
    /** Checks that there is a path. */
    public File {
      Objects.requireNonNull(path, "path");
    }

    @Override
    public String name() {
      return path.toString();
    }
  }

  /**
   * An encoded image in memory.
   *
   * @param bytes the whole file; borrowed
   */
  @SuppressWarnings("ArrayRecordComponent") // carried to a decoder, never compared
  record Bytes(byte[] bytes) implements ImageSource {
    /** Checks that there are bytes. */
    public Bytes {
      Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public String name() {
      return "image of %d bytes".formatted(bytes.length);
    }
  }

  /**
   * An encoded image from a stream.
   *
   * @param stream closed by the caller
   */
  record Stream(InputStream stream) implements ImageSource {
    /** Checks that there is a stream. */
    public Stream {
      Objects.requireNonNull(stream, "stream");
    }

    @Override
    public String name() {
      return "image from a stream";
    }
  }
}
