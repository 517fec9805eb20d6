package io.github.ram4j.image.decode.opencv;

import io.github.ram4j.RamException;
import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.decode.format.OrientationTag;
import io.github.ram4j.image.pixels.RgbImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Access to JavaCV; no other class touches it. Loading this class loads OpenCV's libraries, so
 * callers must be ready for a {@link LinkageError}. Thread-safe.
 *
 * <p>JavaCPP refuses to allocate once the whole process, and so an ONNX session of some gigabytes
 * too, is larger than four times the Java heap. Nothing here depends on that safety net, as all
 * native memory is freed at once, so it is turned off, unless the user has set it or has loaded
 * JavaCPP before.
 */
public final class OpenCv {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  static {
    // JavaCPP reads both spellings, once, when its first class is initialized.
    if (System.getProperty(LIMIT) == null
        && System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
      System.setProperty(LIMIT, "0");
    }
    Loader.load(opencv_imgcodecs.class);
  }

  private OpenCv() {}

  /** The version of the library that is loaded, for example {@code 4.13.0}. */
  @SuppressWarnings("try") // a scope is there to be closed
  public static String version() {
    try (PointerScope scope = new PointerScope();
        BytePointer version = opencv_core.getVersionString()) {
      // JavaCPP's string may have the end mark of C in it.
      return version.getString().replace("\0", "");
    }
  }

  /**
   * Decodes from memory, as file names beyond ASCII do not work everywhere. OpenCV is given the
   * memory for the pixels, cleared: where it writes nothing the image is black, and never shows
   * older content of the memory. It decodes no image of another size.
   *
   * @param encoded the file's bytes, copied
   * @param header the image's size, found small enough
   * @param grey whether to decode one channel and repeat it
   * @param reduction the divisor of each side: 1, 2, 4 or 8
   * @param orientation the turn after decoding: 1 to 8, as in EXIF
   * @throws DamagedImageException if OpenCV cannot decode it
   */
  @SuppressWarnings("try") // a scope is there to be closed
  public static RgbImage decode(
      byte[] encoded, ImageHeader header, boolean grey, int reduction, int orientation)
      throws DamagedImageException {
    int width = (header.width() + reduction - 1) / reduction;
    int height = (header.height() + reduction - 1) / reduction;
    long size = (grey ? 1L : 3L) * width * height;
    Pointer input = null; // neither is counted against JavaCPP's limits
    Pointer pixels = null;
    try (PointerScope scope = new PointerScope()) {
      input = allocated(Pointer.malloc(encoded.length), encoded.length);
      BytePointer bytes = new BytePointer(input).capacity(encoded.length);
      bytes.put(encoded, 0, encoded.length);
      pixels = allocated(Pointer.calloc(size, 1), size);
      int type = grey ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3;
      Mat image = new Mat(height, width, type, pixels);
      Mat found =
          opencv_imgcodecs.imdecode(
              new Mat(1, encoded.length, opencv_core.CV_8UC1, bytes),
              flags(grey, reduction),
              image);
      boolean inPlace = !image.empty() && image.data().address() == pixels.address();
      if (found.empty() || !inPlace) { // no reason is given
        throw refusal(header);
      }
      return copy(turned(image, orientation));
    } catch (DamagedImageException | RamException e) {
      throw e;
    } catch (RuntimeException e) { // what JavaCPP makes of a C++ exception
      throw new DamagedImageException("OpenCV: " + e.getMessage());
    } finally {
      free(pixels);
      free(input);
    }
  }

  private static Pointer allocated(Pointer memory, long bytes) {
    if (memory == null || memory.isNull()) {
      throw new RamException(
          "image: expected %d bytes of native memory, found less".formatted(bytes));
    }
    return memory;
  }

  private static void free(Pointer memory) {
    if (memory != null) {
      Pointer.free(memory);
    }
  }

  /**
   * The flags for OpenCV. EXIF data have been read before, and are ignored here. The constants that
   * name a reduction of colour cannot stand beside that for RGB, since they hold BGR's flag; those
   * that name grey hold the reduction alone.
   */
  private static int flags(boolean grey, int reduction) {
    int reduced =
        switch (reduction) {
          case 1 -> 0;
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
          case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
          default ->
              throw new IllegalArgumentException(
                  "reduction: expected 1, 2, 4 or 8, found " + reduction);
        };
    int colours = grey ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR_RGB;
    return colours | reduced | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
  }

  private static DamagedImageException refusal(ImageHeader header) {
    return new DamagedImageException(
        ("expected a whole %s of %d x %d pixels, found one that is damaged, cut short, or of a kind"
                + " that OpenCV %s does not decode")
            .formatted(header.format(), header.width(), header.height(), version()));
  }

  /** The image as it is meant to be seen; closed with the scope. */
  private static Mat turned(Mat image, int orientation) {
    if (orientation == OrientationTag.UPRIGHT) {
      return image;
    }
    Mat turned = new Mat();
    switch (orientation) {
      case 2 -> opencv_core.flip(image, turned, 1);
      case 3 -> opencv_core.rotate(image, turned, opencv_core.ROTATE_180);
      case 4 -> opencv_core.flip(image, turned, 0);
      case 5 -> opencv_core.transpose(image, turned);
      case 6 -> opencv_core.rotate(image, turned, opencv_core.ROTATE_90_CLOCKWISE);
      case 7 -> {
        Mat upsideDown = new Mat();
        opencv_core.rotate(image, upsideDown, opencv_core.ROTATE_180);
        opencv_core.transpose(upsideDown, turned);
      }
      case 8 -> opencv_core.rotate(image, turned, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
      default ->
          throw new IllegalArgumentException("orientation: expected 1 to 8, found " + orientation);
    }
    return turned;
  }

  private static RgbImage copy(Mat image) {
    int width = image.cols();
    int height = image.rows();
    byte[] rgb = new byte[3 * width * height];
    int samples = image.channels() * width * height; // there are no gaps between rows
    image.data().capacity(samples).get(rgb, 0, samples);
    for (int i = samples - 1; i >= 0 && samples < rgb.length; i--) {
      byte value = rgb[i]; // before it is written over
      rgb[3 * i] = value;
      rgb[3 * i + 1] = value;
      rgb[3 * i + 2] = value;
    }
    return new RgbImage(width, height, rgb);
  }
}
