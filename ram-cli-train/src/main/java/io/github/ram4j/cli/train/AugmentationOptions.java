package io.github.ram4j.cli.train;

import io.github.ram4j.train.data.Augmentation;
import picocli.CommandLine.Option;

/** Options of the augmentation of training images. */
final class AugmentationOptions {
  @Option(
      names = "--crop",
      paramLabel = "SHARE",
      description =
          "Least share of an image's area that a crop keeps; 0.5 by default, 1 for no crop.")
  private double crop = Augmentation.defaults().smallestCrop();

  @Option(
      names = "--no-flip",
      description =
          "Mirror no image. By default half of them are mirrored, except those with \"left\" or"
              + " \"right\" in their caption.")
  private boolean noFlip;

  @Option(
      names = "--colour",
      paramLabel = "SHARE",
      description =
          "Largest change of brightness, contrast and saturation; 0.33 by default, 0 for none.")
  private double colour = Augmentation.defaults().colourJitter();

  Augmentation toAugmentation() {
    return Augmentation.defaults()
        .withSmallestCrop(crop)
        .withFlip(!noFlip)
        .withColourJitter(colour);
  }
}
