package io.github.ram4j.train.optim;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A block of the trained parameters, which lie behind one another in one tensor.
 *
 * @param start its first element
 * @param count its elements
 */
record Block(long start, long count) {
  /** As much as stays in a processor's cache while all that a step does to it is done. */
  private static final long ELEMENTS = 1 << 15;

  /** The block of a tensor that has one element for each trained parameter's. */
  Tensor of(Tensor flat) {
    return flat.narrow(0, start, count);
  }

  /** The blocks of one part of all elements, when as many threads share them as there are parts. */
  static List<Block> ofPart(long elements, int part, int parts) {
    long end = elements * (part + 1) / parts;
    List<Block> blocks = new ArrayList<>();
    for (long at = elements * part / parts; at < end; at += ELEMENTS) {
      blocks.add(new Block(at, Math.min(ELEMENTS, end - at)));
    }
    return blocks;
  }
}
