package io.github.ram4j.convert.checkpoint;

/** The dtypes of a checkpoint's tensors, by PyTorch's names. */
public enum DType {
  /** IEEE single precision. */
  FLOAT32("float32", Float.BYTES),
  /** IEEE double precision. */
  FLOAT64("float64", Double.BYTES),
  /** IEEE half precision. */
  FLOAT16("float16", Short.BYTES),
  /** The upper half of a single precision number. */
  BFLOAT16("bfloat16", Short.BYTES),
  /** Signed, 64 bits. */
  INT64("int64", Long.BYTES),
  /** Signed, 32 bits. */
  INT32("int32", Integer.BYTES),
  /** Signed, 16 bits. */
  INT16("int16", Short.BYTES),
  /** Signed, 8 bits. */
  INT8("int8", Byte.BYTES),
  /** Unsigned, 8 bits. */
  UINT8("uint8", Byte.BYTES),
  /** One byte, true where it is not 0. */
  BOOL("bool", Byte.BYTES);

  private final String torchName;
  private final int bytes;

  DType(String torchName, int bytes) {
    this.torchName = torchName;
    this.bytes = bytes;
  }

  /**
   * PyTorch's name of the type, such as {@code float32}.
   *
   * @return the name without "torch."
   */
  public String torchName() {
    return torchName;
  }

  /**
   * The size of one element.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Returns whether values are floating-point numbers, not whole numbers or truth values.
   *
   * @return true for the four float types
   */
  public boolean isFloatingPoint() {
    return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
  }
}
