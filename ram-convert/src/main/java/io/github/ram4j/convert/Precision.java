package io.github.ram4j.convert;

import io.github.ram4j.convert.graph.ElementType;

/** What weights are stored as, and computed with. */
public enum Precision {
  /** float32, as published, and computed with. */
  FP32("fp32", ElementType.FLOAT),
  /**
   * Stored as float16, which halves the bundle, and computed with as float32: ONNX Runtime widens
   * them when the bundle is opened. Biases, LayerNorms, and what would lose more than the digits
   * that float16 lacks, stay float32.
   */
  FP16("fp16", ElementType.FLOAT16),
  /**
   * Matrices of products as int8, scaled by columns, and computed with as int8; the rows that they
   * meet are quantized by their range as they come. The fastest on a CPU; scores move a little.
   * Caption decoders stay float32.
   */
  INT8("int8", ElementType.INT8);

  private final String id;
  private final ElementType weightType;

  Precision(String id, ElementType weightType) {
    this.id = id;
    this.weightType = weightType;
  }

  /**
   * The name in manifests and on command lines.
   *
   * @return {@code fp32}, {@code fp16} or {@code int8}
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
   * @param id {@code fp32}, {@code fp16} or {@code int8}
   * @return the precision
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Precision ofId(String id) {
    for (Precision precision : values()) {
      if (precision.id.equals(id)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "precision: expected fp32, fp16 or int8, found \"" + id + "\"");
  }
}
