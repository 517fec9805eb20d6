package io.github.ram4j.convert;

import io.github.ram4j.ModelPrecision;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.convert.graph.ElementType;

/** Precisions of the weights, in storage and in computation. */
public enum Precision {
  /** Stored and computed in float32, as published. */
  FP32("fp32", ElementType.FLOAT),
  /**
   * Stored as float16, which halves the bundle, and computed in float32: ONNX Runtime widens the
   * weights when the bundle is opened. Biases, LayerNorms and weights whose rounding error would
   * exceed float16's own stay float32.
   */
  FP16("fp16", ElementType.FLOAT16),
  /**
   * Weight matrices quantized to int8, symmetrically per channel, and multiplied in int8;
   * activations are quantized dynamically. The fastest on a CPU; scores change a little. Caption
   * decoders stay float32.
   */
  INT8("int8", ElementType.INT8),
  /**
   * As {@link #INT8}, with all 8 bits of the weights: a little closer to float32, equally fast.
   * Bundles open only on processors with exact 8-bit products; x86-64 without VNNI has none.
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
   * Returns whether products are computed in int8.
   *
   * @return true for the two int8 precisions
   */
  public boolean isInt8() {
    return weightType == ElementType.INT8;
  }

  /**
   * The largest magnitude of an 8-bit weight.
   *
   * @return 64 or 127; 0 for floating-point precisions
   */
  public int largestInt8Weight() {
    return switch (this) {
      case INT8 -> BundleManifest.PORTABLE_INT8_WEIGHT;
      case INT8_VNNI -> Byte.MAX_VALUE;
      case FP32, FP16 -> 0;
    };
  }

  /** The precision in the manifest, which records the largest weight separately. */
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
   * @throws IllegalArgumentException if no precision has that name
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
