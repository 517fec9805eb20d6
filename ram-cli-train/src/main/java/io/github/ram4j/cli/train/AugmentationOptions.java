package io.github.ram4j.cli.train;

import io.github.ram4j.train.data.Augmentation;
import picocli.CommandLine.Option;

/** Options of the augmentation of training images. */
final class AugmentationOptions {
  @Option(
      names = "--crop",
      paramLabel = "SHARE",
      description = "The least share of an image's area that a crop keeps; 0.5, and 1 for none.")
  private double crop = Augmentation.defaults().smallestCrop();

  @Option(
      names = "--no-flip",
      description =
          "No image is mirrored. By default half of them are, but for those with \"left\" or"
              + " \"right\" in their caption.")
  private boolean noFlip;

  @Option(
      names = "--colour",
      paramLabel = "SHARE",
      description = "How far brightness, contrast and saturation change; 0.33, and 0 for none.")
  private double colour = Augmentation.defaults().colourJitter();

  Augmentation toAugmentation() {
    return Augmentation.defaults()
        .withSmallestCrop(crop)
        .withFlip(!noFlip)
        .withColourJitter(colour);
  }
}
