package io.github.ram4j.image.decode.opencv;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** OpenCV's contours. Loading this class loads OpenCV's libraries, as {@link OpenCv}. */
public final class OpenCvContours {
  /** Numbers for each contour of OpenCV's hierarchy; the fourth is the contour around it. */
  private static final int LINKS = 4;

  private static final int PARENT = 3;
  private static final int FIRST_CHILD = 2;

  static {
    OpenCv.version(); // with its settings first
    Loader.load(opencv_imgproc.class);
  }

  private OpenCvContours() {}

  /**
   * A contour.
   *
   * @param points x and y in turn
   * @param hole whether it surrounds a hole
   */
  @SuppressWarnings("ArrayRecordComponent") // carried to the caller, never compared
  public record Contour(int[] points, boolean hole) {}

  /**
   * The contours of pixels other than 0.
   *
   * @param pixels uint8 [height, width]
   * @return the contours, each part's before those of its holes
   */
  @SuppressWarnings("try") // a scope is there to be closed
  public static List<Contour> find(byte[] pixels, int width, int height) {
    try (PointerScope scope = new PointerScope()) {
      BytePointer bytes = new BytePointer(pixels.length);
      bytes.put(pixels, 0, pixels.length);
      Mat image = new Mat(height, width, opencv_core.CV_8UC1, bytes);
      MatVector found = new MatVector();
      Mat hierarchy = new Mat();
      opencv_imgproc.findContours(
          image, found, hierarchy, opencv_imgproc.RETR_CCOMP, opencv_imgproc.CHAIN_APPROX_SIMPLE);
      if (found.size() == 0) {
        return List.of();
      }
      int[] links = new int[LINKS * (int) found.size()];
      IntBuffer linked = hierarchy.createBuffer();
      linked.get(links);
      List<Contour> contours = new ArrayList<>();
      for (int part = 0; part < found.size(); part++) {
        if (links[LINKS * part + PARENT] >= 0) {
          continue;
        }
        contours.add(new Contour(points(found.get(part)), false));
        for (int hole = links[LINKS * part + FIRST_CHILD]; hole >= 0; hole = links[LINKS * hole]) {
          contours.add(new Contour(points(found.get(hole)), true));
        }
      }
      return contours;
    }
  }

  private static int[] points(Mat contour) {
    int[] points = new int[2 * (int) contour.total()];
    IntBuffer buffer = contour.createBuffer();
    buffer.get(points);
    return points;
  }
}
