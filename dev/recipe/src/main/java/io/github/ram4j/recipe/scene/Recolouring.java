package io.github.ram4j.recipe.scene;

/** Changes the colours of an icon by an {@link IconAugmentation}. */
final class Recolouring {
  private final IconAugmentation augmentation;
  private final double[] matrix;

  Recolouring(IconAugmentation augmentation) {
    this.augmentation = augmentation;
    this.matrix =
        matrix(
            augmentation.hueTurn(),
            augmentation.saturation() * augmentation.contrast() * augmentation.brightness());
  }

  /** New pixels; the same object if nothing changes. */
  IconPixels apply(IconPixels pixels) {
    boolean same =
        augmentation.hueTurn() == 0
            && augmentation.saturation() == 1
            && augmentation.brightness() == 1
            && augmentation.contrast() == 1
            && augmentation.levels() == 0
            && augmentation.tint() == 0;
    if (same) {
      return pixels;
    }
    int[] argb = new int[pixels.argb().length];
    for (int i = 0; i < argb.length; i++) {
      int pixel = pixels.argb()[i];
      argb[i] = pixel >>> 24 == 0 ? 0 : (pixel & 0xff000000) | changed(pixel);
    }
    return new IconPixels(pixels.width(), pixels.height(), argb);
  }

  private int changed(int pixel) {
    double red = pixel >> 16 & 0xff;
    double green = pixel >> 8 & 0xff;
    double blue = pixel & 0xff;
    double light = 0.299 * red + 0.587 * green + 0.114 * blue;
    double lit = ((light - 128) * augmentation.contrast() + 128) * augmentation.brightness();
    double i = red - light;
    double j = green - light;
    double k = blue - light;
    double newRed = lit + matrix[0] * i + matrix[1] * j + matrix[2] * k;
    double newGreen = lit + matrix[3] * i + matrix[4] * j + matrix[5] * k;
    double newBlue = lit + matrix[6] * i + matrix[7] * j + matrix[8] * k;
    return tinted(newRed, light, 16) << 16
        | tinted(newGreen, light, 8) << 8
        | tinted(newBlue, light, 0);
  }

  /** One channel: dark parts become a dark shade of the tint, light parts a pale one. */
  private int tinted(double value, double light, int shift) {
    double result = value;
    if (augmentation.tint() > 0) {
      double tint = augmentation.tintRgb() >> shift & 0xff;
      double shade =
          light < 150
              ? tint * (0.35 + 0.65 * light / 150)
              : tint + (255 - tint) * (light - 150) / 150;
      result += (shade - value) * augmentation.tint();
    }
    if (augmentation.levels() > 0) {
      double step = 255.0 / (augmentation.levels() - 1);
      result = Math.round(result / step) * step;
    }
    return (int) Math.max(0, Math.min(255, result));
  }

  /** Matrix that rotates the chroma of a colour around the grey axis, and stretches it. */
  private static double[] matrix(double turn, double stretch) {
    double cos = Math.cos(turn) * stretch;
    double third = (stretch - cos) / 3;
    double sin = Math.sin(turn) * stretch / Math.sqrt(3);
    return new double[] {
      cos + third,
      third - sin,
      third + sin,
      third + sin,
      cos + third,
      third - sin,
      third - sin,
      third + sin,
      cos + third
    };
  }
}
