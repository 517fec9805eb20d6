package io.github.ram4j.video.frames;

/**
 * Finds where a new scene begins: the change of luma between two frames is large, and larger than
 * between the two before, so that fast motion is none. Not thread-safe.
 *
 * @implNote The measure is that of FFmpeg's filter {@code select} (libavfilter/f_select.c): the
 *     mean absolute difference d of luma in steps of 255, and min(d, |d - the one before|) / 100.
 */
final class SceneChanges {
  private byte[] last = new byte[0];
  private double lastDifference;

  /** The change from the frame before to this one, 0 to 1; 0 for the first frame. */
  double change(byte[] luma) {
    double difference = 0;
    if (last.length == luma.length) {
      long sum = 0;
      for (int i = 0; i < luma.length; i++) {
        sum += Math.abs((luma[i] & 0xFF) - (last[i] & 0xFF));
      }
      difference = (double) sum / luma.length;
    }
    double change = Math.min(difference, Math.abs(difference - lastDifference)) / 100;
    last = luma;
    lastDifference = difference;
    return Math.min(1, change);
  }
}
