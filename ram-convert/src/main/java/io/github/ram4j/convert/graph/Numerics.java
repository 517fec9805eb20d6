package io.github.ram4j.convert.graph;

import io.github.ram4j.bundle.BundleManifest;
import java.util.Set;

/**
 * What a graph stores and computes with, and how.
 *
 * @param weightType what weights are stored as; matrices of products are computed with as int8
 *     where that is it, and everything else always as float32
 * @param largestWeight the largest magnitude of an int8 weight, 1 to 127; up to 64 products are the
 *     same on every processor
 * @param floatProducts names of products that stay float32 even so
 * @param blocks whether tall values go through wide layers in blocks, as processors' caches like it
 * @param probing whether products are computed both ways: how far they are apart becomes an output,
 *     and an input chooses which of them goes on
 */
public record Numerics(
    ElementType weightType,
    int largestWeight,
    Set<String> floatProducts,
    boolean blocks,
    boolean probing) {

  /** Checks the range and copies the names. */
  public Numerics {
    if (largestWeight < 1 || largestWeight > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "largest int8 weight: expected 1 to 127, found " + largestWeight);
    }
    floatProducts = Set.copyOf(floatProducts);
  }

  /** One type for all weights; blocks. */
  public static Numerics of(ElementType weightType) {
    return new Numerics(weightType, BundleManifest.PORTABLE_INT8_WEIGHT, Set.of(), true, false);
  }

  /** A graph that measures what int8 would change, product by product; its outputs are few. */
  public static Numerics probe(int largestWeight) {
    return new Numerics(ElementType.FLOAT, largestWeight, Set.of(), false, true);
  }

  /** Whether sums of floats must not depend on the width of the processor's vectors. */
  boolean isReproducible() {
    return weightType == ElementType.INT8;
  }

  boolean isInt8(String product) {
    return weightType == ElementType.INT8 && !floatProducts.contains(product);
  }
}
