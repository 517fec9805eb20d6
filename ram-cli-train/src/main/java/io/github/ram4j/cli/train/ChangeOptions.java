package io.github.ram4j.cli.train;

import io.github.ram4j.train.Augmentation;
import picocli.CommandLine.Option;

/** The options that say how images are changed at random before they are learned from. */
final class ChangeOptions {
  @Option(
      names = "--crop",
      paramLabel = "SHARE",
      description = "The least share of an image's area that a crop keeps; 0.5, and 1 for none.")
  private double crop = Augmentation.USUAL.smallestCrop();

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
  private double colour = Augmentation.USUAL.colour();

  Augmentation toAugmentation() {
    return new Augmentation(crop, !noFlip, colour);
  }
}
