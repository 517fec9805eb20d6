package io.github.ram4j.bundle;

import java.util.List;

/**
 * The mean that is subtracted from each colour channel of an image, and the standard deviation that
 * it is then divided by. Immutable.
 *
 * @param mean float32 [3] of red, green and blue, for values in 0 to 1
 * @param std float32 [3] of red, green and blue, each above 0
 */
public record Normalization(List<Float> mean, List<Float> std) {
  /** The values that RAM, RAM++ and Tag2Text infer with. */
  public static final Normalization IMAGENET =
      new Normalization(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

  /** Copies the lists and checks that each has three finite numbers. */
  public Normalization {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3) {
      throw new IllegalArgumentException(
          "normalization: expected 3 means and 3 deviations, found %s and %s".formatted(mean, std));
    }
    for (int channel = 0; channel < 3; channel++) {
      if (!Float.isFinite(mean.get(channel))
          || !Float.isFinite(std.get(channel))
          || std.get(channel) <= 0) {
        throw new IllegalArgumentException(
            "normalization: expected finite means and deviations above 0, found %s and %s"
                .formatted(mean, std));
      }
    }
  }
}
