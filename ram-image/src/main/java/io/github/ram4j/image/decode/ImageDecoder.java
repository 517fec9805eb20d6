package io.github.ram4j.image.decode;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageLimitException;
import io.github.ram4j.RamException;
import io.github.ram4j.files.NoExecMount;
import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.decode.opencv.OpenCv;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes PNG, JPEG, WebP, BMP, GIF and TIFF to 8-bit RGB as Pillow's {@code
 * Image.open(…).convert("RGB")} does, which the models were trained with. Stateless and
 * thread-safe; keeps no native memory.
 *
 * <ul>
 *   <li>Alpha is dropped, not blended. Grey is repeated, palettes, CMYK and YCCK are converted; ICC
 *       profiles are ignored.
 *   <li>Of animations and pages the first counts.
 *   <li>Of samples of 16 bits the upper 8 count. (Pillow cuts off grey ones at 255 instead, which
 *       leaves most of an image white.)
 *   <li>EXIF rotation can be turned off for PNG, JPEG and WebP. A TIFF's orientation is part of the
 *       image and always followed, as Pillow does.
 *   <li>Truncated files are refused, except PNGs and GIFs of which only the end mark is missing;
 *       bytes after a whole image are ignored.
 *   <li>Kinds that are not decoded are refused by their names; docs/image-formats.md lists them.
 *   <li>Where {@link DecodeOptions#shortestSidePx()} allows it, JPEGs of one or three components
 *       are decoded at a part of their size, which Pillow's {@code Image.draft} does, too.
 * </ul>
 *
 * <p>An interrupt does not end a decoding, since native code is not told of it. Its time and memory
 * are bounded by {@link DecodeOptions#maxPixels()} and {@link DecodeOptions#maxBytes()} instead,
 * whatever the bytes are: each pixel is decoded once, but by a JPEG of several scans, which has at
 * most 100 of them, with at most 32 samples for each pixel that the limit allows, and 768 MiB of
 * coefficients.
 */
public final class ImageDecoder {
  /** As much of a file as a JPEG's header takes in most cases. */
  private static final int HEAD = 1 << 18;

  private static final String CACHE = "org.bytedeco.javacpp.cachedir";
  private static final Logger LOG = LoggerFactory.getLogger(ImageDecoder.class);

  private ImageDecoder() {}

  /**
   * Reads and decodes a file.
   *
   * @param path the file; messages name it, too
   * @param options limits, and whether to turn the image upright
   * @return uint8 [height, width, 3]
   * @throws IOException if the file cannot be read
   * @throws ImageException as {@link #decode(byte[], DecodeOptions, String)}
   * @throws RamException if OpenCV is needed and cannot be loaded
   */
  public static RgbImage decode(Path path, DecodeOptions options) throws IOException {
    return decode(read(path, options), options, path.toString());
  }

  private static byte[] read(Path path, DecodeOptions options) throws IOException {
    String description = path.toString();
    if (Files.isDirectory(path)) {
      throw new FileSystemException(description, null, "expected an image, found a folder");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] encoded = in.readNBytes((int) options.maxBytes());
      if (in.read() >= 0) {
        throw tooManyBytes(
            Math.max(Files.size(path), options.maxBytes() + 1), options, description);
      }
      return encoded;
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) { // of reading, and without the file's name
      throw (IOException) new FileSystemException(description, null, e.getMessage()).initCause(e);
    }
  }

  /**
   * Reads the size that a file's image has once it is decoded, and decodes nothing. Of a JPEG no
   * more is read than its header, of other formats the file.
   *
   * @param path the file
   * @param options limits, and whether to turn the image upright
   * @return format and size
   * @throws IOException if the file cannot be read
   * @throws ImageException if it is no image of a known format, or its header is damaged
   */
  public static ImageHeader size(Path path, DecodeOptions options) throws IOException {
    String description = path.toString();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(HEAD);
      if (ImageFormat.of(new HeaderBytes(head, true)).equals(Optional.of(ImageFormat.JPEG))) {
        return size(head, options, description);
      }
    } catch (ImageException e) {
      // The header is longer, or damaged.
    }
    return size(read(path, options), options, description);
  }

  private static ImageHeader size(byte[] encoded, DecodeOptions options, String description) {
    ImageHeader header = HeaderReader.read(encoded, description);
    try {
      return FormatDecoders.of(header.format())
          .decodedSize(encoded, header, options.exifRotation());
    } catch (DamagedImageException e) {
      throw new ImageException(description + ": " + e.getMessage(), e);
    }
  }

  /**
   * Decodes an image.
   *
   * @param encoded the image's bytes; neither changed nor kept
   * @param options limits, and whether to turn the image upright
   * @param description the image's name in messages, for example its path
   * @return uint8 [height, width, 3], of a part of the size where the options allow it
   * @throws ImageException if the bytes are no image of a known format, are damaged or cut short,
   *     or exceed a limit
   * @throws RamException if OpenCV is needed and cannot be loaded
   */
  public static RgbImage decode(byte[] encoded, DecodeOptions options, String description) {
    Objects.requireNonNull(description, "description");
    if (encoded.length > options.maxBytes()) {
      throw tooManyBytes(encoded.length, options, description);
    }
    ImageHeader header = HeaderReader.read(encoded, description);
    if ((long) header.width() * header.height() > options.maxPixels()) {
      throw new ImageLimitException(
          "%s: expected at most %d pixels, found a %s of %d x %d"
              .formatted(
                  description,
                  options.maxPixels(),
                  header.format(),
                  header.width(),
                  header.height()));
    }
    try {
      FormatDecoder decoder = FormatDecoders.of(header.format());
      RgbImage image = decoder.decode(encoded, header, options);
      return image.turnedBy(decoder.orientation(encoded, header, options.exifRotation()));
    } catch (DamagedImageException e) {
      throw new ImageException(description + ": " + e.getMessage(), e);
    } catch (LinkageError | OutOfMemoryError e) {
      throw explained(e);
    }
  }

  /**
   * The version of OpenCV that decodes; loads it.
   *
   * @return for example {@code 4.13.0}
   * @throws RamException if OpenCV cannot be loaded
   */
  public static String opencvVersion() {
    try {
      return OpenCv.version();
    } catch (LinkageError | OutOfMemoryError e) {
      throw explained(e);
    }
  }

  /** Starts loading OpenCV on a thread of its own. Decoding reports a failure. */
  public static void loadAhead() {
    Thread thread =
        new Thread(
            () -> {
              try {
                OpenCv.version();
              } catch (LinkageError | OutOfMemoryError e) {
                LOG.debug("OpenCV could not be loaded ahead of the first image", e);
              }
            },
            "ram4j loading OpenCV");
    thread.setDaemon(true);
    thread.start();
  }

  private static ImageException tooManyBytes(
      long found, DecodeOptions options, String description) {
    return new ImageLimitException(
        "%s: expected at most %d bytes, found %d"
            .formatted(description, options.maxBytes(), found));
  }

  /** Folder into which JavaCPP unpacks libraries. */
  private static Path cache() {
    String named = System.getProperty(CACHE);
    return named == null
        ? Path.of(System.getProperty("user.home"), ".javacpp", "cache")
        : Path.of(named);
  }

  private static RamException explained(Error error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (String.valueOf(root.getMessage()).contains("Physical memory usage is too high")) {
      return new RamException(
          "JavaCPP, through which OpenCV is called, was loaded before ram4j, with a limit that"
              + " counts the memory of the whole process, models too: expected"
              + " -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 on the command line, found: "
              + root.getMessage(),
          error);
    } else if (error instanceof OutOfMemoryError) {
      throw error; // the Java heap's
    }
    return new RamException(
        ("OpenCV, which decodes images, cannot be loaded on %s %s: expected JavaCV's"
                + " org.bytedeco:javacpp, openblas and opencv with this platform's native jars on"
                + " the class path and a writable folder ~/.javacpp/cache (or what"
                + " -Dorg.bytedeco.javacpp.cachedir names), found: %s%s")
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                root,
                NoExecMount.hint(cache(), CACHE)),
        error);
  }
}
