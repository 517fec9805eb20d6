package io.github.ram4j;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A picture in any of the shapes that a Java application has one in.
 *
 * <p>Nothing is read or decoded before a recognizer or captioner gets the picture, which also sets
 * the limits on bytes and pixels. What is given here is borrowed: it must not be changed until the
 * call that it is handed to returns.
 */
public sealed interface Picture
    permits EncodedPicture, Picture.Pixels, Picture.File, Picture.Bytes, Picture.Stream {

  /**
   * What messages call the picture.
   *
   * @return a path, or what kind of picture it is
   */
  String name();

  /**
   * A decoded picture of any size and type; alpha is dropped, not blended.
   *
   * @param image decoded pixels
   * @return the picture
   */
  static Picture of(BufferedImage image) {
    return new Pixels(image);
  }

  /**
   * An encoded picture in a file: PNG, JPEG, WebP, BMP, GIF (its first frame) or TIFF.
   *
   * @param file read when the picture is used
   * @return the picture
   */
  static Picture of(Path file) {
    return new File(file);
  }

  /**
   * An encoded picture in memory, of the same formats.
   *
   * @param bytes the whole file; not copied
   * @return the picture
   */
  static Picture of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /**
   * An encoded picture from a stream, of the same formats.
   *
   * @param stream read to its end when the picture is used, which is possible once; the caller
   *     closes it
   * @return the picture
   */
  static Picture of(InputStream stream) {
    return new Stream(stream);
  }

  /**
   * Decoded pixels.
   *
   * @param image any size and type
   */
  record Pixels(BufferedImage image) implements Picture {
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
   * An encoded picture in a file.
   *
   * @param path of the file
   */
  record File(Path path) implements Picture {
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
   * An encoded picture in memory.
   *
   * @param bytes the whole file; borrowed
   */
  @SuppressWarnings("ArrayRecordComponent") // carried to a decoder, never compared
  record Bytes(byte[] bytes) implements Picture {
    /** Checks that there are bytes. */
    public Bytes {
      Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public String name() {
      return "picture of %d bytes".formatted(bytes.length);
    }
  }

  /**
   * An encoded picture that a stream gives.
   *
   * @param stream closed by the caller
   */
  record Stream(InputStream stream) implements Picture {
    /** Checks that there is a stream. */
    public Stream {
      Objects.requireNonNull(stream, "stream");
    }

    @Override
    public String name() {
      return "picture from a stream";
    }
  }
}
