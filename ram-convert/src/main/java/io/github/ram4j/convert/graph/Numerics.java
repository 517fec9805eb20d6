package io.github.ram4j.convert.graph;

import java.util.Set;

/**
 * What a graph stores and computes with.
 *
 * @param weightType what weights are stored as; matrices of products are computed with as int8
 *     where that is it, and everything else always as float32
 * @param floatProducts names of products that stay float32 even so
 * @param probing whether products are computed both ways: the float32 one goes on, and how far the
 *     other is from it becomes an output
 */
public record Numerics(ElementType weightType, Set<String> floatProducts, boolean probing) {

  /** Copies the names. */
  public Numerics {
    floatProducts = Set.copyOf(floatProducts);
  }

  /** One type for all weights. */
  public static Numerics of(ElementType weightType) {
    return new Numerics(weightType, Set.of(), false);
  }

  /** A graph that measures what int8 would change, product by product. */
  public static Numerics probe() {
    return new Numerics(ElementType.FLOAT, Set.of(), true);
  }

  boolean isInt8(String product) {
    return weightType == ElementType.INT8 && !floatProducts.contains(product);
  }

  /** Half precision is for GPUs, which want tall products, and a probe's outputs are few. */
  boolean isInBlocks() {
    return weightType != ElementType.FLOAT16 && !probing;
  }
}
