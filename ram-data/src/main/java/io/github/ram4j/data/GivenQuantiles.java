package io.github.ram4j.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What {@link CleanRule} needs to know of the logits of a tag in the images that have it.
 *
 * <p>Immutable, thread-safe and serializable.
 *
 * @param images number of images that have the tag and could be read
 * @param lowest the logit that the largest share of a tag's images ({@link
 *     CleanOptions#maxShare()}) is below; NaN without images
 * @param median the logit that half of the images are below; NaN without images
 */
public record GivenQuantiles(int images, float lowest, float median) implements Serializable {
  /** The quantiles of no images. */
  public static final GivenQuantiles NONE = new GivenQuantiles(0, Float.NaN, Float.NaN);

  /**
   * The quantiles of some logits.
   *
   * @param logits of all images that have the tag, in any order; sorted here
   * @param options the shares
   * @return the quantiles
   */
  public static GivenQuantiles of(float[] logits, CleanOptions options) {
    if (logits.length == 0) {
      return NONE;
    }
    Arrays.sort(logits);
    return new GivenQuantiles(
        logits.length,
        logits[(int) (options.maxShare() * logits.length)],
        logits[logits.length / 2]);
  }
}
