package io.github.ram4j.onnx.decode;

import io.github.ram4j.RamException;
import io.github.ram4j.image.RgbImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The only class that touches JavaCV. Loading it loads OpenCV's libraries, so callers must be ready
 * for a {@link LinkageError}. Thread-safe.
 *
 * <p>JavaCPP refuses to allocate once the whole process, and so an ONNX session of some gigabytes
 * too, is larger than four times the Java heap. Nothing here depends on that safety net, as all
 * native memory is freed at once, so it is turned off, unless the user has set it or has loaded
 * JavaCPP before.
 */
final class OpenCv {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  static {
    // JavaCPP reads both spellings, once, when its first class is initialized.
    if (System.getProperty(LIMIT) == null
        && System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
      System.setProperty(LIMIT, "0");
    }
    Loader.load(opencv_imgcodecs.class);
  }

  /** Three channels of 8 bits: red, green and blue; turned upright as EXIF data say. */
  static final int RGB = opencv_imgcodecs.IMREAD_COLOR_RGB;

  /** In addition: not turned. */
  static final int AS_STORED = opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

  private OpenCv() {}

  /** The flags for a picture in full. */
  static int flags(DecodeOptions options) {
    return options.exifRotation() ? RGB : RGB | AS_STORED;
  }

  /**
   * In addition to {@link #RGB}: a picture whose sides are so many times shorter. The constants
   * that name colour cannot stand beside {@link #RGB}, since they hold BGR's flag; those that name
   * grey hold the reduction alone.
   *
   * @param times 1, 2, 4 or 8
   */
  static int reduced(int times) {
    return switch (times) {
      case 1 -> 0;
      case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
      case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
      case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
      default ->
          throw new IllegalArgumentException("reduction: expected 1, 2, 4 or 8, found " + times);
    };
  }

  /** The version of the library that is loaded, for example {@code 4.13.0}. */
  @SuppressWarnings("try") // a scope is there to be closed
  static String version() {
    try (PointerScope scope = new PointerScope();
        BytePointer version = opencv_core.getVersionString()) {
      return version.getString();
    }
  }

  /**
   * Decodes from memory, as file names beyond ASCII do not work everywhere.
   *
   * @param encoded the file's bytes, copied
   * @param header what has been read of it, for messages
   * @param flags {@link #RGB} and what may be added to it
   * @param maxPixels above which the picture is refused even if its header did not say so
   * @throws DamagedPictureException if OpenCV cannot decode it
   */
  @SuppressWarnings("try") // a scope is there to be closed
  static RgbImage decode(byte[] encoded, PictureHeader header, int flags, long maxPixels)
      throws DamagedPictureException {
    Pointer memory = Pointer.malloc(encoded.length); // not counted against JavaCPP's limits
    if (memory == null || memory.isNull()) {
      throw new RamException(
          "picture of %d bytes: expected as much native memory, found less"
              .formatted(encoded.length));
    }
    try (PointerScope scope = new PointerScope()) {
      BytePointer bytes = new BytePointer(memory).capacity(encoded.length);
      bytes.put(encoded, 0, encoded.length);
      Mat input = new Mat(1, encoded.length, opencv_core.CV_8UC1, bytes);
      Mat picture = opencv_imgcodecs.imdecode(input, flags);
      if (picture.empty()) { // no reason is given
        throw new DamagedPictureException(
            ("expected a whole %s of %d x %d pixels, found one that is damaged, cut short, or of a"
                    + " kind that OpenCV %s does not decode")
                .formatted(header.format(), header.width(), header.height(), version()));
      }
      return copy(picture, maxPixels);
    } catch (DamagedPictureException | RamException e) {
      throw e;
    } catch (RuntimeException e) { // what JavaCPP makes of a C++ exception
      throw new DamagedPictureException("OpenCV: " + e.getMessage());
    } finally {
      Pointer.free(memory);
    }
  }

  private static RgbImage copy(Mat picture, long maxPixels) throws DamagedPictureException {
    int width = picture.cols();
    int height = picture.rows();
    if ((long) width * height > maxPixels) {
      throw new DamagedPictureException(
          "expected at most %d pixels, found %d x %d".formatted(maxPixels, width, height));
    }
    byte[] rgb = new byte[3 * width * height];
    int type = picture.type();
    if (type == opencv_core.CV_8UC3 && picture.isContinuous()) {
      picture.data().capacity(rgb.length).get(rgb);
    } else if (type == opencv_core.CV_8UC3) {
      for (int y = 0; y < height; y++) {
        picture.ptr(y).capacity(3L * width).get(rgb, 3 * width * y, 3 * width);
      }
    } else {
      throw new DamagedPictureException(
          "expected 3 channels of 8 bits, found OpenCV's type " + type);
    }
    return new RgbImage(width, height, rgb);
  }
}
