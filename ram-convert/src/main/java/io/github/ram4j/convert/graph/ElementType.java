package io.github.ram4j.convert.graph;

/** The dtypes of tensors, with their numbers in the ONNX schema. */
public enum ElementType {
  /** IEEE 754 single precision. */
  FLOAT("float32", 1, Float.BYTES),
  /** Unsigned 8-bit integers: quantized activations. */
  UINT8("uint8", 2, Byte.BYTES),
  /** Signed 8-bit integers: quantized weights. */
  INT8("int8", 3, Byte.BYTES),
  /** 32-bit integers: indices that are computed. */
  INT32("int32", 6, Integer.BYTES),
  /** 64-bit integers. */
  INT64("int64", 7, Long.BYTES),
  /** IEEE 754 half precision. */
  FLOAT16("float16", 10, Short.BYTES);

  private final String dtype;
  private final int onnxId;
  private final int bytes;

  ElementType(String dtype, int onnxId, int bytes) {
    this.dtype = dtype;
    this.onnxId = onnxId;
    this.bytes = bytes;
  }

  /** The dtype's name in NumPy and in manifests. */
  public String dtype() {
    return dtype;
  }

  /** The dtype's number in {@code TensorProto.DataType}. */
  public int onnxId() {
    return onnxId;
  }

  /** The size of one element, in bytes. */
  public int bytes() {
    return bytes;
  }
}
