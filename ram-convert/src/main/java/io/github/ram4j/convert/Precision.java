package io.github.ram4j.convert;

import io.github.ram4j.convert.graph.ElementType;

/** What weights are stored as. Computed with is float32 in either case. */
public enum Precision {
  /** float32, as published. */
  FP32("fp32", ElementType.FLOAT),
  /** Matrices as float16, which halves the bundle; biases and LayerNorms stay float32. */
  FP16("fp16", ElementType.FLOAT16);

  private final String id;
  private final ElementType weightType;

  Precision(String id, ElementType weightType) {
    this.id = id;
    this.weightType = weightType;
  }

  /**
   * The name in manifests and on command lines.
   *
   * @return {@code fp32} or {@code fp16}
   */
  public String id() {
    return id;
  }

  ElementType weightType() {
    return weightType;
  }

  /**
   * The precision of a name.
   *
   * @param id {@code fp32} or {@code fp16}
   * @return the precision
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Precision ofId(String id) {
    for (Precision precision : values()) {
      if (precision.id.equals(id)) {
        return precision;
      }
    }
    throw new IllegalArgumentException("precision: expected fp32 or fp16, found \"" + id + "\"");
  }
}
