package io.github.ram4j;

/** The precision of a model's weights. */
public enum ModelPrecision {
  /** float32, as published. */
  FP32("fp32"),
  /** Stored as float16, computed with as float32. */
  FP16("fp16"),
  /** Matrices of products as 8-bit integers, computed with as such. */
  INT8("int8"),
  /** Not said: an ONNX file that others exported. */
  UNKNOWN("unknown");

  private final String id;

  ModelPrecision(String id) {
    this.id = id;
  }

  /**
   * The name in manifests.
   *
   * @return {@code fp32}, {@code fp16}, {@code int8} or {@code unknown}
   */
  public String id() {
    return id;
  }

  /**
   * The precision of a name.
   *
   * @param id {@code fp32}, {@code fp16} or {@code int8}
   * @return the precision
   * @throws IllegalArgumentException if it is another name
   */
  public static ModelPrecision ofId(String id) {
    for (ModelPrecision precision : values()) {
      if (precision != UNKNOWN && precision.id.equals(id)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "precision: expected fp32, fp16 or int8, found \"%s\"".formatted(id));
  }

  /** The name. */
  @Override
  public String toString() {
    return id;
  }
}
