package io.github.ram4j.train.data;

import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import java.util.SplittableRandom;

/**
 * Crops, mirrors and recolours images, and resizes them to a model's input as recognition does.
 *
 * @param augmentation the extent of changes
 * @param sidePx of the model's input
 */
record ImageAugmenter(Augmentation augmentation, int sidePx) {
  private static final double LARGEST_ASPECT = 4.0 / 3;

  /**
   * Augments an image and resizes it to the model's input.
   *
   * @param mayFlip whether it may be mirrored
   * @param random source of all choices
   */
  RgbImage apply(RgbImage image, boolean mayFlip, SplittableRandom random) {
    RgbImage cropped = augmentation.smallestCrop() < 1 ? crop(image, random) : image;
    RgbImage resized = BilinearResize.resize(cropped, sidePx);
    boolean flipped = augmentation.flip() && mayFlip && random.nextBoolean();
    if (!flipped && augmentation.colourJitter() == 0) {
      return resized;
    }
    byte[] rgb = flipped ? mirrored(resized) : resized.rgb().clone();
    if (augmentation.colourJitter() > 0) {
      jitterColoursInPlace(rgb, random);
    }
    return new RgbImage(sidePx, sidePx, rgb);
  }

  private RgbImage crop(RgbImage image, SplittableRandom random) {
    double area = random.nextDouble(augmentation.smallestCrop(), 1);
    double aspect = Math.exp(random.nextDouble(-1, 1) * Math.log(LARGEST_ASPECT));
    double across = Math.min(1, Math.sqrt(area * aspect));
    double down = Math.min(1, Math.sqrt(area / aspect));
    int width = Math.max(1, (int) Math.round(image.width() * across));
    int height = Math.max(1, (int) Math.round(image.height() * down));
    int left = random.nextInt(image.width() - width + 1);
    int top = random.nextInt(image.height() - height + 1);
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int from = 3 * ((top + y) * image.width() + left);
      System.arraycopy(image.rgb(), from, rgb, 3 * y * width, 3 * width);
    }
    return new RgbImage(width, height, rgb);
  }

  private static byte[] mirrored(RgbImage image) {
    int width = image.width();
    byte[] rgb = new byte[image.rgb().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < width; x++) {
        int to = 3 * (y * width + x);
        int from = 3 * (y * width + width - 1 - x);
        System.arraycopy(image.rgb(), from, rgb, to, 3);
      }
    }
    return rgb;
  }

  /** Multiplies brightness, contrast around the mean, and distance to grey. */
  private void jitterColoursInPlace(byte[] rgb, SplittableRandom random) {
    double brightness = factor(random);
    double contrast = factor(random);
    double saturation = factor(random);
    double mean = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      mean += grey(rgb, i);
    }
    mean = 3 * mean * brightness / rgb.length;
    for (int i = 0; i < rgb.length; i += 3) {
      double grey = grey(rgb, i);
      for (int channel = 0; channel < 3; channel++) {
        double value = grey + ((rgb[i + channel] & 0xFF) - grey) * saturation;
        value = mean + (value * brightness - mean) * contrast;
        rgb[i + channel] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
    }
  }

  private double factor(SplittableRandom random) {
    return 1 + augmentation.colourJitter() * random.nextDouble(-1, 1);
  }

  /** Luma of ITU-R BT.601. */
  private static double grey(byte[] rgb, int at) {
    return 0.299 * (rgb[at] & 0xFF) + 0.587 * (rgb[at + 1] & 0xFF) + 0.114 * (rgb[at + 2] & 0xFF);
  }
}
