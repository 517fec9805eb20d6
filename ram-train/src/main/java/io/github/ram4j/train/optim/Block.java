package io.github.ram4j.train.optim;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A block of the trained parameters, which lie one after another in one tensor.
 *
 * @param start its first element
 * @param count its elements
 */
record Block(long start, long count) {
  /** Size of a block that stays in a processor's cache during all operations of a step. */
  private static final long ELEMENTS = 1 << 15;

  /** This block of a tensor as long as all trained parameters. */
  Tensor of(Tensor flat) {
    return flat.narrow(0, start, count);
  }

  /** The blocks of one part of all elements, for threads that share them, a part each. */
  static List<Block> ofPart(long elements, int part, int parts) {
    long end = elements * (part + 1) / parts;
    List<Block> blocks = new ArrayList<>();
    for (long at = elements * part / parts; at < end; at += ELEMENTS) {
      blocks.add(new Block(at, Math.min(ELEMENTS, end - at)));
    }
    return blocks;
  }
}
