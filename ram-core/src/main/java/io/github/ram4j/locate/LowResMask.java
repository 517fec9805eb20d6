package io.github.ram4j.locate;

import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * A mask as the model gives it: logits on a coarse square grid over the model's padded input. It
 * may be given back with a further prompt, to be refined. Immutable.
 */
public final class LowResMask {
  private final int side;
  private final float[] logits;

  private LowResMask(int side, float[] logits) {
    this.side = side;
    this.logits = logits;
  }

  /**
   * A mask of these logits.
   *
   * @param side of the grid, 1 or more
   * @param logits float32 [side, side], row by row, above 0 where the thing is; not copied, must
   *     not be changed afterwards
   * @return the mask
   * @throws IllegalArgumentException if there are other than side · side numbers, or one is not
   *     finite
   */
  public static LowResMask of(int side, float[] logits) {
    Objects.requireNonNull(logits, "logits");
    if (side < 1 || logits.length != (long) side * side) {
      throw new IllegalArgumentException(
          "low-res mask of side %d: expected side · side logits, found %d"
              .formatted(side, logits.length));
    }
    for (int i = 0; i < logits.length; i++) {
      if (!Float.isFinite(logits[i])) {
        throw new IllegalArgumentException(
            "low-res mask: expected finite logits, found %s at %d".formatted(logits[i], i));
      }
    }
    return new LowResMask(side, logits);
  }

  /**
   * The side of the grid.
   *
   * @return 256 for the published models
   */
  public int side() {
    return side;
  }

  /**
   * The logits, row by row.
   *
   * @return float32 [side, side]; a read-only view
   */
  public FloatBuffer logits() {
    return FloatBuffer.wrap(logits).asReadOnlyBuffer();
  }
}
