package io.github.ram4j.recipe.scene;

import java.util.SplittableRandom;

/** Painter of a {@link Degradation} on a square image. */
final class DegradationPainter {
  private DegradationPainter() {}

  static void paint(Degradation degradation, int[] rgb, int side) {
    if (degradation.blur() > 0) {
      blur(rgb, side, degradation.blur());
    }
    if (degradation.gain() != 1 || degradation.grey() > 0) {
      fade(rgb, degradation.gain(), degradation.grey());
    }
    if (degradation.noise() > 0) {
      addNoise(rgb, degradation.noise(), degradation.seed());
    }
    if (degradation.quality() > 0) {
      JpegArtefacts.apply(rgb, side, degradation.quality());
    }
  }

  /** Mixes each pixel with its two neighbours, along rows and then along columns. */
  private static void blur(int[] rgb, int side, double strength) {
    int outer = (int) (strength * 256 / 3);
    for (int step : new int[] {1, side}) {
      int[] before = rgb.clone();
      for (int i = 0; i < rgb.length; i++) {
        int place = i / step % side;
        int previous = before[place == 0 ? i : i - step];
        int next = before[place == side - 1 ? i : i + step];
        rgb[i] = weighted(previous, before[i], next, outer);
      }
    }
  }

  private static int weighted(int a, int b, int c, int outer) {
    int inner = 256 - 2 * outer;
    int result = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int sum =
          (a >> shift & 0xff) * outer + (b >> shift & 0xff) * inner + (c >> shift & 0xff) * outer;
      result |= sum >> 8 << shift;
    }
    return result;
  }

  private static void fade(int[] rgb, double gain, double grey) {
    for (int i = 0; i < rgb.length; i++) {
      int red = rgb[i] >> 16 & 0xff;
      int green = rgb[i] >> 8 & 0xff;
      int blue = rgb[i] & 0xff;
      double light = 0.299 * red + 0.587 * green + 0.114 * blue;
      rgb[i] =
          faded(red, light, gain, grey) << 16
              | faded(green, light, gain, grey) << 8
              | faded(blue, light, gain, grey);
    }
  }

  private static int faded(int value, double light, double gain, double grey) {
    double mixed = value + (light - value) * grey;
    return (int) Math.max(0, Math.min(255, (mixed - 128) * gain + 128));
  }

  private static void addNoise(int[] rgb, double amount, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int strength = (int) (amount * 256);
    for (int i = 0; i < rgb.length; i++) {
      long bits = random.nextLong();
      int noisy = 0;
      for (int shift = 16; shift >= 0; shift -= 8) {
        long own = bits >>> (2 * shift);
        int uniform = (int) (own & 0xff) + (int) (own >> 8 & 0xff) - 255;
        int value = (rgb[i] >> shift & 0xff) + ((uniform * strength) >> 16);
        noisy |= Math.max(0, Math.min(255, value)) << shift;
      }
      rgb[i] = noisy;
    }
  }
}
