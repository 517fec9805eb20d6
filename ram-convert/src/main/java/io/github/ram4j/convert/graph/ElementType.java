package io.github.ram4j.convert.graph;

/** What the elements of a tensor are, with the numbers that the ONNX schema has for them. */
public enum ElementType {
  /** IEEE 754 single precision. */
  FLOAT("float32", 1, Float.BYTES),
  /** Unsigned 8-bit integers: quantized rows. */
  UINT8("uint8", 2, Byte.BYTES),
  /** Signed 8-bit integers: quantized weights. */
  INT8("int8", 3, Byte.BYTES),
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

  /** The name that NumPy and manifests have for it. */
  public String dtype() {
    return dtype;
  }

  /** The number in {@code TensorProto.DataType}. */
  public int onnxId() {
    return onnxId;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
