package io.github.ram4j.convert.graph;

import io.github.ram4j.bundle.BundleManifest;
import java.util.Objects;
import java.util.Set;

/**
 * The dtypes that a graph stores and computes with, and the style of its operators.
 *
 * @param weightType what weights are stored as; matrices of products are computed with as int8
 *     where that is it, and everything else always as float32
 * @param largestWeight the largest magnitude of an int8 weight, 1 to 127; up to 64 products are the
 *     same on every processor
 * @param floatProducts names of products that stay float32 even so
 * @param style of the operators
 */
public record Numerics(
    ElementType weightType, int largestWeight, Set<String> floatProducts, Style style) {

  /** A style of operators. */
  public enum Style {
    /** ONNX Runtime's fused operators; tall values go through wide layers in blocks. */
    BLOCKS,
    /** ONNX Runtime's fused operators, all at once. */
    WHOLE,
    /**
     * As {@link #WHOLE}, with products that are computed both ways: their distance becomes an
     * output, and an input chooses which of them goes on.
     */
    PROBE,
    /** Standard operators of ONNX alone, all at once. */
    PORTABLE
  }

  /** Checks the range and copies the names. */
  public Numerics {
    if (largestWeight < 1 || largestWeight > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          "largest int8 weight: expected 1 to 127, found " + largestWeight);
    }
    floatProducts = Set.copyOf(floatProducts);
    Objects.requireNonNull(style, "style");
  }

  /** One type for all weights; blocks. */
  public static Numerics of(ElementType weightType) {
    return of(weightType, Style.BLOCKS);
  }

  /** One type for all weights. */
  public static Numerics of(ElementType weightType, Style style) {
    return new Numerics(weightType, BundleManifest.PORTABLE_INT8_WEIGHT, Set.of(), style);
  }

  /** A graph that measures what int8 would change, product by product; its outputs are few. */
  public static Numerics probe(int largestWeight) {
    return new Numerics(ElementType.FLOAT, largestWeight, Set.of(), Style.PROBE);
  }

  boolean blocks() {
    return style == Style.BLOCKS;
  }

  boolean probing() {
    return style == Style.PROBE;
  }

  boolean portable() {
    return style == Style.PORTABLE;
  }

  /** Whether sums of floats must not depend on the width of the processor's vectors. */
  boolean isReproducible() {
    return weightType == ElementType.INT8;
  }

  boolean isInt8(String product) {
    return weightType == ElementType.INT8 && !floatProducts.contains(product);
  }
}
