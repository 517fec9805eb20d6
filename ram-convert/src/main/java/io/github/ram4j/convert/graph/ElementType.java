package io.github.ram4j.convert.graph;

/** What the elements of a tensor are, with the numbers that the ONNX schema has for them. */
public enum ElementType {
  /** IEEE 754 single precision. */
  FLOAT(1, Float.BYTES),
  /** Unsigned 8-bit integers: quantized rows. */
  UINT8(2, Byte.BYTES),
  /** Signed 8-bit integers: quantized weights. */
  INT8(3, Byte.BYTES),
  /** 64-bit integers. */
  INT64(7, Long.BYTES),
  /** IEEE 754 half precision. */
  FLOAT16(10, Short.BYTES);

  private final int onnxId;
  private final int bytes;

  ElementType(int onnxId, int bytes) {
    this.onnxId = onnxId;
    this.bytes = bytes;
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
