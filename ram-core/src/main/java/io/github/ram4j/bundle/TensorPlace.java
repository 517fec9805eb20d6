package io.github.ram4j.bundle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a tensor in a file of a bundle, where its elements follow each other in row-major
 * order, little-endian. Immutable.
 *
 * @param file name of a file of the bundle
 * @param offset of the first element in the file, in bytes
 * @param spec its dtype, {@code float32}, {@code float16} or {@code uint8}, and the sizes of its
 *     axes, 1 or more each. An element q of a {@code uint8} tensor stands for (q − {@value
 *     #UINT8_ZERO}) times the scale of its innermost row; the scales are a tensor of their own, see
 *     {@link #scales}
 */
public record TensorPlace(String file, long offset, TensorSpec spec) {
  /** The integer that stands for 0 in {@code uint8} tensors. */
  public static final int UINT8_ZERO = 128;

  static final String FLOAT16 = "float16";
  static final String UINT8 = "uint8";

  private static final Map<String, Integer> BYTES =
      Map.of(TensorSpec.FLOAT32, 4, FLOAT16, 2, UINT8, 1);

  private static final Pattern TEXT = Pattern.compile("(.+) (0|[1-9]\\d{0,17}) (\\S+ \\[.*\\])");

  /**
   * Checks the place.
   *
   * @throws IllegalArgumentException if the offset is below 0, the dtype is another, there is no
   *     axis, an axis is no size, or the tensor is too large
   */
  public TensorPlace {
    Objects.requireNonNull(file, "file");
    if (offset < 0) {
      throw new IllegalArgumentException("offset: expected 0 or more, found " + offset);
    }
    if (!BYTES.containsKey(spec.dtype())) {
      throw new IllegalArgumentException(
          "dtype: expected float32, float16 or uint8, found " + spec.dtype());
    }
    requireSizes(spec);
  }

  /** Requires sizes whose rows fit an array, and whose product is a number of bytes. */
  private static void requireSizes(TensorSpec spec) {
    long ofRow = BYTES.get(spec.dtype());
    long all = ofRow;
    for (int axis = spec.axes().size() - 1; axis >= 0; axis--) {
      long size = spec.size(axis);
      ofRow = all;
      all = size < 1 || size > Long.MAX_VALUE / all ? 0 : all * size;
      if (all == 0 || ofRow > Integer.MAX_VALUE) {
        break;
      }
    }
    if (spec.axes().isEmpty() || all == 0 || ofRow > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "shape: expected sizes of 1 or more, with rows below 2^31 bytes, found " + spec);
    }
  }

  /**
   * The scales of a {@code uint8} tensor.
   *
   * @param tensor its name
   * @return the name of the tensor of its scales, float32, of its shape without the last axis
   */
  public static String scales(String tensor) {
    return tensor + "_scales";
  }

  /**
   * The number of rows: the size of the first axis.
   *
   * @return 1 or more
   */
  public long rows() {
    return spec.size(0);
  }

  /**
   * The number of elements of a row: the product of all axes but the first.
   *
   * @return 1 or more
   */
  public int rowElements() {
    return rowBytes() / BYTES.get(spec.dtype());
  }

  int rowBytes() {
    return (int) (bytes() / rows());
  }

  /**
   * The length of the tensor in its file.
   *
   * @return bytes
   */
  public long bytes() {
    long bytes = BYTES.get(spec.dtype());
    for (int axis = 0; axis < spec.axes().size(); axis++) {
      bytes *= spec.size(axis);
    }
    return bytes;
  }

  /**
   * A place as manifests have it.
   *
   * @param text for example {@code tagging_head.onnx.data 4096 float32 [4585, 51, 512]}
   * @return the place
   * @throws IllegalArgumentException if it is another text, or no place
   */
  static TensorPlace parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a file, an offset, a dtype and sizes such as"
              + " \"head.onnx.data 4096 float32 [4585, 512]\", found \"%s\"".formatted(text));
    }
    return new TensorPlace(
        matcher.group(1), Long.parseLong(matcher.group(2)), TensorSpec.parse(matcher.group(3)));
  }

  /**
   * Requires that the place lies in a bundle, with the scales of integers.
   *
   * @param name of the tensor
   * @param files of the bundle
   * @param tensors all of the bundle's, by name
   * @throws IllegalArgumentException if it does not; the message begins with {@code key}
   */
  void requireIn(String name, List<BundleFile> files, Map<String, TensorPlace> tensors) {
    String key = ManifestKeys.TENSOR + name;
    BundleFile found =
        files.stream()
            .filter(other -> other.name().equals(file))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: expected one of the bundle's files, found %s".formatted(key, file)));
    if (offset > found.bytes() || bytes() > found.bytes() - offset) {
      throw new IllegalArgumentException(
          "%s: expected %d bytes from byte %d on in %s, found a file of %d bytes"
              .formatted(key, bytes(), offset, file, found.bytes()));
    }
    if (spec.dtype().equals(UINT8)) {
      TensorPlace scales = tensors.get(scales(name));
      List<String> axes = spec.axes().subList(0, spec.axes().size() - 1);
      TensorSpec expected = new TensorSpec(TensorSpec.FLOAT32, axes);
      if (scales == null || !scales.spec.equals(expected)) {
        throw new IllegalArgumentException(
            "%s: expected %s for the integers of %s, found %s"
                .formatted(
                    ManifestKeys.TENSOR + scales(name),
                    expected,
                    key,
                    scales == null ? "none" : scales.spec));
      }
    }
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return file + " " + offset + " " + spec;
  }
}
