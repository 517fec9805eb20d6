package io.github.ram4j.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dtype and shape of a graph's input or output. Immutable.
 *
 * @param dtype of the elements, as NumPy names it: {@code float32}, {@code int64}, …
 * @param axes the size of each axis, or its name where the size varies; {@link #UNKNOWN} where
 *     neither is said
 */
public record TensorSpec(String dtype, List<String> axes) {
  /** The dtype of images, scores and hidden states. */
  public static final String FLOAT32 = "float32";

  /** The dtype of ids and positions. */
  public static final String INT64 = "int64";

  /** An axis of unspecified size. */
  public static final String UNKNOWN = "?";

  private static final Pattern TEXT = Pattern.compile("([a-z][a-z0-9]*) \\[([^\\[\\]]*)\\]");
  private static final Pattern AXIS = Pattern.compile("[^,\\[\\]\\s](?:[^,\\[\\]]*[^,\\[\\]\\s])?");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");
  private static final Pattern SIZE = Pattern.compile("0|[1-9]\\d{0,17}");

  /**
   * Checks the axes.
   *
   * @throws IllegalArgumentException if an axis is empty, has a comma or bracket, or is a number
   *     that is no size
   */
  public TensorSpec {
    Objects.requireNonNull(dtype, "dtype");
    axes = List.copyOf(axes);
    for (String axis : axes) {
      if (!AXIS.matcher(axis).matches()
          || (NUMBER.matcher(axis).matches() && !SIZE.matcher(axis).matches())) {
        throw new IllegalArgumentException(
            "axis of a tensor: expected a size or a name, found \"%s\"".formatted(axis));
      }
    }
  }

  /**
   * A float32 tensor.
   *
   * @param axes a number or a name for each axis
   * @return the specification
   */
  public static TensorSpec float32(Object... axes) {
    return of(FLOAT32, axes);
  }

  /**
   * An int64 tensor.
   *
   * @param axes a number or a name for each axis
   * @return the specification
   */
  public static TensorSpec int64(Object... axes) {
    return of(INT64, axes);
  }

  private static TensorSpec of(String dtype, Object... axes) {
    return new TensorSpec(dtype, Arrays.stream(axes).map(String::valueOf).toList());
  }

  /**
   * A specification as manifests have it.
   *
   * @param text for example {@code float32 [batch, 3, 384, 384]}
   * @return the specification
   * @throws IllegalArgumentException if it is another text
   */
  public static TensorSpec parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a dtype and axes such as \"float32 [batch, 3, 384, 384]\", found \"%s\""
              .formatted(text));
    }
    String axes = matcher.group(2);
    return new TensorSpec(
        matcher.group(1),
        axes.isEmpty()
            ? List.of()
            : Arrays.stream(axes.split(",", -1)).map(String::strip).toList());
  }

  /**
   * The size of an axis.
   *
   * @param axis its index, from 0
   * @return the size, −1 where it varies or is not said
   */
  public long size(int axis) {
    String size = axes.get(axis);
    return SIZE.matcher(size).matches() ? Long.parseLong(size) : -1;
  }

  /**
   * Returns whether a tensor of a graph fits this specification: the same dtype, as many axes, each
   * of the same size, or varying where this one's has a name. An unknown axis fits everything.
   *
   * @param found the tensor
   * @return whether it fits
   */
  public boolean fits(TensorSpec found) {
    if (!dtype.equals(found.dtype) || axes.size() != found.axes.size()) {
      return false;
    }
    for (int i = 0; i < axes.size(); i++) {
      if (!axes.get(i).equals(UNKNOWN)
          && !found.axes.get(i).equals(UNKNOWN)
          && size(i) != found.size(i)) {
        return false;
      }
    }
    return true;
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return dtype + " [" + String.join(", ", axes) + "]";
  }
}
