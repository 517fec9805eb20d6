package io.github.ram4j.image.resize;

import io.github.ram4j.image.pixels.RgbImage;

/** The resize as plainly as it can be written; {@link PillowResize} must give the same bytes. */
final class PlainResize {
  private PlainResize() {}

  static RgbImage resize(RgbImage image, int size) {
    return resize(image, size, size);
  }

  static RgbImage resize(RgbImage image, int width, int height) {
    return resize(image, width, height, ResizeFilter.BILINEAR);
  }

  static RgbImage resize(RgbImage image, int width, int height, ResizeFilter filter) {
    // The vertical axis goes first where it loses more than twice the pixels of the other.
    boolean verticalFirst =
        image.height() > height && image.height() - height > 2 * (image.width() - width);
    RgbImage between =
        verticalFirst ? vertical(image, height, filter) : horizontal(image, width, filter);
    return verticalFirst ? horizontal(between, width, filter) : vertical(between, height, filter);
  }

  private static RgbImage horizontal(RgbImage image, int size, ResizeFilter filter) {
    byte[] out = new byte[3 * size * image.height()];
    for (int y = 0; y < image.height(); y++) {
      for (int channel = 0; channel < 3; channel++) {
        int[] line = new int[image.width()];
        for (int x = 0; x < line.length; x++) {
          line[x] = image.rgb()[3 * (image.width() * y + x) + channel] & 0xFF;
        }
        int[] resized = line(line, size, filter);
        for (int x = 0; x < size; x++) {
          out[3 * (size * y + x) + channel] = (byte) resized[x];
        }
      }
    }
    return new RgbImage(size, image.height(), out);
  }

  private static RgbImage vertical(RgbImage image, int size, ResizeFilter filter) {
    int width = image.width();
    byte[] out = new byte[3 * width * size];
    for (int i = 0; i < 3 * width; i++) {
      int[] line = new int[image.height()];
      for (int y = 0; y < line.length; y++) {
        line[y] = image.rgb()[3 * width * y + i] & 0xFF;
      }
      int[] resized = line(line, size, filter);
      for (int y = 0; y < size; y++) {
        out[3 * width * y + i] = (byte) resized[y];
      }
    }
    return new RgbImage(width, size, out);
  }

  private static int[] line(int[] in, int size, ResizeFilter filter) {
    if (in.length == size) {
      return in;
    }
    double scale = (double) in.length / size;
    double unit = Math.max(1, scale);
    double reach = (filter == ResizeFilter.BICUBIC ? 2 : 1) * unit;
    int[] out = new int[size];
    for (int i = 0; i < size; i++) {
      double centre = (i + 0.5) * scale;
      int from = Math.max(0, (int) Math.floor(centre - reach + 0.5));
      int to = Math.min(in.length, (int) Math.floor(centre + reach + 0.5));
      double total = 0;
      for (int x = from; x < to; x++) {
        total += weight((x + 0.5 - centre) / unit, filter);
      }
      long sum = 1 << 21;
      for (int x = from; x < to; x++) {
        sum += in[x] * Math.round(weight((x + 0.5 - centre) / unit, filter) / total * (1 << 22));
      }
      out[i] = (int) Math.max(0, Math.min(255, sum >> 22));
    }
    return out;
  }

  private static double weight(double distance, ResizeFilter filter) {
    double x = Math.abs(distance);
    if (filter == ResizeFilter.BILINEAR) {
      return Math.max(0, 1 - x);
    }
    if (x < 1) {
      return 1.5 * x * x * x - 2.5 * x * x + 1;
    }
    return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
  }
}
