package io.github.ram4j.onnx.decode;

import io.github.ram4j.PictureException;
import io.github.ram4j.RamException;
import io.github.ram4j.image.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes PNG, JPEG, WebP, BMP, GIF and TIFF to 8-bit RGB as Pillow's {@code
 * Image.open(…).convert("RGB")} does, which the models were trained with. Stateless and
 * thread-safe; keeps no native memory.
 *
 * <ul>
 *   <li>Alpha is dropped, not blended. Grey is repeated, palettes, CMYK and YCCK are converted; ICC
 *       profiles are not looked at.
 *   <li>Of animations and pages the first counts.
 *   <li>Of samples of 16 bits the upper 8 count. (Pillow cuts off grey ones at 255 instead, which
 *       leaves most of a picture white.)
 *   <li>EXIF rotation can be turned off for PNG, JPEG and WebP. A TIFF's orientation is part of the
 *       picture and always followed, as Pillow does.
 *   <li>Files that are cut short are refused; what follows a whole picture is left aside.
 *   <li>Where {@link DecodeOptions#shortestSidePx()} allows it, JPEGs of one or three components
 *       are decoded at a part of their size, which Pillow's {@code Image.draft} does, too.
 * </ul>
 */
public final class PictureDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(PictureDecoder.class);

  /** What libjpeg can do while it decodes. */
  private static final int MOST_REDUCED = 8;

  private PictureDecoder() {}

  /**
   * Reads and decodes a file.
   *
   * @param path what messages call the picture, too
   * @param options limits, and whether to turn the picture upright
   * @return uint8 [height, width, 3]
   * @throws IOException if the file cannot be read
   * @throws PictureException as {@link #decode(byte[], DecodeOptions, String)}
   * @throws RamException if OpenCV cannot be loaded
   */
  public static RgbImage decode(Path path, DecodeOptions options) throws IOException {
    String description = path.toString();
    if (Files.isDirectory(path)) {
      throw new FileSystemException(description, null, "expected a picture, found a folder");
    }
    byte[] encoded;
    try (InputStream in = Files.newInputStream(path)) {
      encoded = in.readNBytes((int) options.maxBytes());
      if (in.read() >= 0) {
        throw tooManyBytes(Files.size(path), options, description);
      }
    }
    return decode(encoded, options, description);
  }

  /**
   * Decodes a picture.
   *
   * @param encoded the picture's bytes; neither changed nor kept
   * @param options limits, and whether to turn the picture upright
   * @param description what messages call the picture, for example its path
   * @return uint8 [height, width, 3], of a part of the size where the options allow it
   * @throws PictureException if the bytes are no picture of a known format, are damaged or cut
   *     short, or exceed a limit
   * @throws RamException if OpenCV cannot be loaded
   */
  public static RgbImage decode(byte[] encoded, DecodeOptions options, String description) {
    Objects.requireNonNull(description, "description");
    if (encoded.length > options.maxBytes()) {
      throw tooManyBytes(encoded.length, options, description);
    }
    PictureHeader header = PictureHeader.read(encoded, description);
    if ((long) header.width() * header.height() > options.maxPixels()) {
      throw new PictureException(
          "%s: expected at most %d pixels, found a %s of %d x %d"
              .formatted(
                  description,
                  options.maxPixels(),
                  header.format(),
                  header.width(),
                  header.height()));
    }
    try {
      RgbImage image = decode(encoded, header.format(), options);
      if (image == null) {
        throw new DamagedPictureException(
            ("expected a whole %s of %d x %d pixels, found one that is damaged, cut short, or of a"
                    + " kind that OpenCV %s does not decode")
                .formatted(header.format(), header.width(), header.height(), OpenCv.version()));
      }
      return image;
    } catch (DamagedPictureException e) {
      throw new PictureException(description + ": " + e.getMessage(), e);
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

  /** Starts loading OpenCV on a thread of its own; what hinders it, decoding says. */
  public static void loadAhead() {
    Thread thread =
        new Thread(
            () -> {
              try {
                OpenCv.version();
              } catch (LinkageError | OutOfMemoryError e) {
                LOG.debug("OpenCV could not be loaded ahead of the first picture", e);
              }
            },
            "ram4j loading OpenCV");
    thread.setDaemon(true);
    thread.start();
  }

  /** Null where OpenCV cannot decode it. */
  private static RgbImage decode(byte[] encoded, PictureFormat format, DecodeOptions options)
      throws DamagedPictureException {
    return switch (format) {
      case GIF -> GifDecoder.decode(encoded);
      case JPEG -> decodeJpeg(encoded, options);
      case TIFF -> decodeTiff(encoded, options);
      case PNG -> {
        PngChunks.checkWhole(encoded);
        yield OpenCv.decode(encoded, flags(options), null, options.maxPixels());
      }
      case WEBP, BMP -> OpenCv.decode(encoded, flags(options), null, options.maxPixels());
    };
  }

  private static int flags(DecodeOptions options) {
    return options.exifRotation() ? OpenCv.RGB : OpenCv.RGB | OpenCv.AS_STORED;
  }

  private static RgbImage decodeJpeg(byte[] encoded, DecodeOptions options)
      throws DamagedPictureException {
    JpegHeader header = JpegHeader.read(new HeaderBytes(encoded, true));
    int flags = flags(options) | OpenCv.reduced(reduction(header, options.shortestSidePx()));
    RgbImage image = OpenCv.decode(encoded, flags, null, options.maxPixels());
    if (image == null || header.components() != 4) {
      return image;
    }
    int orientation = options.exifRotation() ? header.orientation() : 1;
    return CmykJpeg.decode(encoded, header.isYcck())
        .map(cmyk -> ExifOrientation.apply(cmyk, orientation))
        .orElse(image);
  }

  /**
   * How many times shorter each side is decoded: 1, 2, 4 or 8. Only by what divides both, as
   * libjpeg rounds sides up: a last column of fewer pixels would count as much as the others, and
   * move what the picture shows.
   */
  private static int reduction(JpegHeader header, int shortestSidePx) {
    if (shortestSidePx == 0 || header.components() == 4) {
      return 1;
    }
    int shorter = Math.min(header.width(), header.height());
    int times = MOST_REDUCED;
    while (times > 1
        && (header.width() % times != 0
            || header.height() % times != 0
            || shorter / times < shortestSidePx)) {
      times /= 2;
    }
    return times;
  }

  private static RgbImage decodeTiff(byte[] encoded, DecodeOptions options)
      throws DamagedPictureException {
    TiffDirectory tiff = TiffDirectory.read(new HeaderBytes(encoded, true));
    int flags = flags(options);
    Replacement replacement = null;
    if (tiff.bitsPerSample() == 16) {
      flags = OpenCv.BGR_ANY_DEPTH; // or OpenCV would round where Pillow cuts off
    }
    if (tiff.extraSample() == TiffDirectory.UNASSOCIATED_ALPHA) {
      // libtiff would multiply the colours with alpha, unless the channel is of no known meaning.
      int lowByte = tiff.extraSamplePlace() + (tiff.bigEndian() ? 1 : 0);
      replacement = new Replacement(lowByte, (byte) 0);
    } else if (tiff.extraSample() == TiffDirectory.ASSOCIATED_ALPHA
        && tiff.samplesPerPixel() == 4
        && tiff.bitsPerSample() == 8) {
      flags = OpenCv.ASSOCIATED_ALPHA;
    }
    return OpenCv.decode(encoded, flags, replacement, options.maxPixels());
  }

  private static PictureException tooManyBytes(
      long found, DecodeOptions options, String description) {
    return new PictureException(
        "%s: expected at most %d bytes, found %d"
            .formatted(description, options.maxBytes(), found));
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
        ("OpenCV, which decodes pictures, cannot be loaded on %s %s: expected JavaCV's"
                + " org.bytedeco:javacpp, openblas and opencv with this platform's native jars on"
                + " the class path and a writable folder ~/.javacpp/cache (or what"
                + " -Dorg.bytedeco.javacpp.cachedir names), found: %s")
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), root),
        error);
  }
}
