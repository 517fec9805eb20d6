package io.github.ram4j.locate;

import java.util.Objects;

/**
 * The pixels of a thing of a scene. Immutable.
 *
 * @param mask of the upright image's size
 * @param quality the overlap with the thing's true mask that the model predicts; about 0 to 1
 */
public record SceneMask(Mask mask, float quality) {

  /** Checks that there is a mask. */
  public SceneMask {
    Objects.requireNonNull(mask, "mask");
  }

  /**
   * What a scene keeps of a segmenter's answer: all but the logits.
   *
   * @param answer of a segmenter
   * @return the mask
   */
  public static SceneMask of(SegmentedMask answer) {
    return new SceneMask(answer.mask(), answer.quality());
  }
}
