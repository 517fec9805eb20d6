package io.github.ram4j.recipe.scene;

/**
 * Pixels that are laid over an image.
 *
 * @param left column of the image where they begin
 * @param top row of the image where they begin
 * @param width in px
 * @param height in px
 * @param argb row by row, premultiplied
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one drawing
record Sprite(int left, int top, int width, int height, int[] argb) {

  /** Lays the pixels over a square image. */
  void over(int[] rgb, int side, double opacity) {
    int strength = (int) Math.round(opacity * 256);
    for (int y = Math.max(0, -top); y < Math.min(height, side - top); y++) {
      for (int x = Math.max(0, -left); x < Math.min(width, side - left); x++) {
        int pixel = argb[y * width + x];
        if (pixel >>> 24 != 0) {
          int at = (top + y) * side + left + x;
          rgb[at] = blended(rgb[at], pixel, strength);
        }
      }
    }
  }

  private static int blended(int below, int above, int strength) {
    int cover = (above >>> 24) * strength / 255;
    int rest = 256 - cover;
    int red = ((below >> 16 & 0xff) * rest + (above >> 16 & 0xff) * strength) >> 8;
    int green = ((below >> 8 & 0xff) * rest + (above >> 8 & 0xff) * strength) >> 8;
    int blue = ((below & 0xff) * rest + (above & 0xff) * strength) >> 8;
    return Math.min(red, 255) << 16 | Math.min(green, 255) << 8 | Math.min(blue, 255);
  }

  /** The shape alone, in one colour, made wider by some pixels all around. */
  Sprite widened(int radius, int rgb) {
    int[] alpha = new int[argb.length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = argb[i] >>> 24;
    }
    int[] wide = spread(spread(alpha, radius, 1, width), radius, width, height);
    return new Sprite(left, top, width, height, coloured(wide, rgb));
  }

  /** The shape alone, in one colour, moved and made soft. */
  Sprite shadow(int dx, int dy, int radius, double darkness) {
    int[] alpha = new int[argb.length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (int) ((argb[i] >>> 24) * darkness);
    }
    int[] soft = softened(softened(alpha, radius, 1, width), radius, width, height);
    return new Sprite(left + dx, top + dy, width, height, coloured(soft, 0));
  }

  private static int[] coloured(int[] alpha, int rgb) {
    int[] pixels = new int[alpha.length];
    for (int i = 0; i < alpha.length; i++) {
      int a = alpha[i];
      pixels[i] =
          a << 24
              | (((rgb >> 16 & 0xff) * a / 255) << 16)
              | (((rgb >> 8 & 0xff) * a / 255) << 8)
              | ((rgb & 0xff) * a / 255);
    }
    return pixels;
  }

  /** The maximum of nearby values along an axis. */
  private static int[] spread(int[] values, int radius, int step, int length) {
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      int place = i / step % length;
      int greatest = 0;
      for (int d = Math.max(-radius, -place); d <= Math.min(radius, length - 1 - place); d++) {
        greatest = Math.max(greatest, values[i + d * step]);
      }
      result[i] = greatest;
    }
    return result;
  }

  /** The mean of nearby values along an axis; nothing lies beyond its ends. */
  private static int[] softened(int[] values, int radius, int step, int length) {
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      int place = i / step % length;
      int sum = 0;
      for (int d = Math.max(-radius, -place); d <= Math.min(radius, length - 1 - place); d++) {
        sum += values[i + d * step];
      }
      result[i] = sum / (2 * radius + 1);
    }
    return result;
  }
}
