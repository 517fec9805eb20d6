package io.github.ram4j.locate;

import java.util.Objects;

/**
 * An answer to a prompt. Immutable.
 *
 * @param mask the pixels of the thing, of the upright image's size
 * @param quality the overlap with the thing's true mask (intersection over union) that the model
 *     predicts; about 0 to 1, though nothing keeps it there
 * @param lowRes the logits that the mask was made of
 */
public record SegmentedMask(Mask mask, float quality, LowResMask lowRes) {
  /** Checks that the parts are there. */
  public SegmentedMask {
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(lowRes, "lowRes");
  }
}
