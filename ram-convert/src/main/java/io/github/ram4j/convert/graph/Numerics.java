package io.github.ram4j.convert.graph;

import io.github.ram4j.bundle.BundleManifest;
import java.util.Objects;
import java.util.Set;

/**
 * The dtypes that a graph stores and computes with, and the style of its operators.
 *
 * @param weightType dtype of stored weights; int8 weights are multiplied in int8, all else is
 *     computed in float32
 * @param largestWeight the largest magnitude of an int8 weight, 1 to 127; up to 64, products are
 *     the same on every processor
 * @param floatProducts names of products that stay float32 in an int8 graph
 * @param style the style of the operators
 */
public record Numerics(
    ElementType weightType, int largestWeight, Set<String> floatProducts, Style style) {

  /** A style of operators. */
  public enum Style {
    /** ONNX Runtime's fused operators; wide layers process tall values in blocks. */
    BLOCKS,
    /** ONNX Runtime's fused operators, on whole tensors. */
    WHOLE,
    /**
     * As {@link #WHOLE}, with products computed both ways: their difference becomes an output, and
     * an input chooses the one to go on with.
     */
    PROBE,
    /** Standard ONNX operators only, on whole tensors. */
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

  /** Returns numerics of one dtype for all weights, with blocks. */
  public static Numerics of(ElementType weightType) {
    return of(weightType, Style.BLOCKS);
  }

  /** Returns numerics of one dtype for all weights. */
  public static Numerics of(ElementType weightType, Style style) {
    return new Numerics(weightType, BundleManifest.PORTABLE_INT8_WEIGHT, Set.of(), style);
  }

  /**
   * Returns numerics of a graph that measures the quantization noise of int8, product by product.
   */
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

  /** Returns whether sums of floats must be independent of the width of the processor's vectors. */
  boolean isReproducible() {
    return weightType == ElementType.INT8;
  }

  boolean isInt8(String product) {
    return weightType == ElementType.INT8 && !floatProducts.contains(product);
  }
}
