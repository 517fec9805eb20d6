package io.github.ram4j.convert;

import io.github.ram4j.ModelPrecision;
import io.github.ram4j.bundle.BundleManifest;
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
  INT8("int8", ElementType.INT8),
  /**
   * As {@link #INT8}, with all 8 bits of the weights: a little nearer to float32, as fast. Opened
   * only on processors that multiply them exactly, which x86-64 without VNNI does not.
   */
  INT8_VNNI("int8_vnni", ElementType.INT8);

  private final String id;
  private final ElementType weightType;

  Precision(String id, ElementType weightType) {
    this.id = id;
    this.weightType = weightType;
  }

  /**
   * The name on command lines.
   *
   * @return {@code fp32}, {@code fp16}, {@code int8} or {@code int8_vnni}
   */
  public String id() {
    return id;
  }

  /**
   * Whether 8-bit integers compute products.
   *
   * @return whether they do
   */
  public boolean isInt8() {
    return weightType == ElementType.INT8;
  }

  /**
   * The largest magnitude of an 8-bit weight.
   *
   * @return 64 or 127; 0 where there are none
   */
  public int largestInt8Weight() {
    return switch (this) {
      case INT8 -> BundleManifest.PORTABLE_INT8_WEIGHT;
      case INT8_VNNI -> Byte.MAX_VALUE;
      case FP32, FP16 -> 0;
    };
  }

  /** The precision as manifests have it, which say the largest weight apart. */
  ModelPrecision inManifest() {
    return switch (this) {
      case FP32 -> ModelPrecision.FP32;
      case FP16 -> ModelPrecision.FP16;
      case INT8, INT8_VNNI -> ModelPrecision.INT8;
    };
  }

  ElementType weightType() {
    return weightType;
  }

  /**
   * The precision of a name.
   *
   * @param id {@code fp32}, {@code fp16}, {@code int8} or {@code int8_vnni}
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
        "precision: expected fp32, fp16, int8 or int8_vnni, found \"" + id + "\"");
  }
}
