package io.github.ram4j.onnx.segment;

import io.github.ram4j.image.resize.ImageFit;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.MaskBuilder;

/** Brings low-res masks of one image to its size: pixels belong to a mask where it is above 0. */
final class MaskScaling {
  private final int lowRes;
  private final int width;
  private final int height;
  private final AxisTaps columns;
  private final AxisTaps rows;

  private MaskScaling(int lowRes, AxisTaps columns, AxisTaps rows) {
    this.lowRes = lowRes;
    this.width = columns.first.length;
    this.height = rows.first.length;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * A scaling for one image whose masks go to the model's input first.
   *
   * @param lowRes side of the low-res masks
   * @param fit the image's place in the model's input
   * @param width of the image
   * @param height of the image
   */
  static MaskScaling byInput(int lowRes, ImageFit fit, int width, int height) {
    return new MaskScaling(
        lowRes,
        AxisTaps.of(lowRes, fit.inputWidth(), fit.width(), width),
        AxisTaps.of(lowRes, fit.inputHeight(), fit.height(), height));
  }

  /**
   * A scaling for one image whose masks are scaled once.
   *
   * @param lowRes side of the low-res masks
   * @param width of the image
   * @param height of the image
   */
  static MaskScaling direct(int lowRes, int width, int height) {
    return new MaskScaling(lowRes, AxisTaps.direct(lowRes, width), AxisTaps.direct(lowRes, height));
  }

  /** The mask of logits [lowRes, lowRes]. */
  Mask mask(float[] logits) {
    float[] byColumn = transposed(logits);
    float[] column = new float[lowRes];
    MaskBuilder builder = new MaskBuilder(width, height);
    for (int x = 0; x < width; x++) {
      blend(byColumn, x, column);
      addColumn(builder, column);
    }
    return builder.build();
  }

  private float[] transposed(float[] logits) {
    float[] turned = new float[logits.length];
    for (int y = 0; y < lowRes; y++) {
      for (int x = 0; x < lowRes; x++) {
        turned[x * lowRes + y] = logits[y * lowRes + x];
      }
    }
    return turned;
  }

  private void blend(float[] byColumn, int x, float[] column) {
    int first = columns.first[x] * lowRes;
    int second = first + lowRes;
    int third = second + lowRes;
    float[] weights = columns.weights;
    float left = weights[AxisTaps.TAPS * x];
    float middle = weights[AxisTaps.TAPS * x + 1];
    float right = weights[AxisTaps.TAPS * x + 2];
    for (int y = 0; y < lowRes; y++) {
      column[y] =
          left * byColumn[first + y] + middle * byColumn[second + y] + right * byColumn[third + y];
    }
  }

  private void addColumn(MaskBuilder builder, float[] column) {
    float largest = column[0];
    float smallest = column[0];
    for (float value : column) {
      largest = Math.max(largest, value);
      smallest = Math.min(smallest, value);
    }
    if (largest <= 0 || smallest > 0) {
      builder.add(smallest > 0, height);
      return;
    }
    boolean inside = false;
    int start = 0;
    for (int y = 0; y < height; y++) {
      int at = rows.first[y];
      int weight = AxisTaps.TAPS * y;
      float value =
          rows.weights[weight] * column[at]
              + rows.weights[weight + 1] * column[at + 1]
              + rows.weights[weight + 2] * column[at + 2];
      if (value > 0 != inside) {
        builder.add(inside, y - start);
        inside = !inside;
        start = y;
      }
    }
    builder.add(inside, height - start);
  }
}
