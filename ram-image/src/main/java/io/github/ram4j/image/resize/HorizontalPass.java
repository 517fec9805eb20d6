package io.github.ram4j.image.resize;

import io.github.ram4j.image.pixels.RgbImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** One pass of {@link PillowResize}: brings every row of an image to another width. */
final class HorizontalPass {
  private static final VarHandle FOUR_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** The same half in both lanes of a long. */
  private static final long HALVES = (long) ResizeWeights.HALF << 32 | ResizeWeights.HALF;

  /** The lowest byte of both lanes. */
  private static final long BYTES = 0x000000FF_000000FFL;

  private HorizontalPass() {}

  static RgbImage resize(RgbImage image, ResizeFilter filter, int width, int strips) {
    ResizeWeights axis = ResizeWeights.of(filter, image.width(), width);
    byte[] out = new byte[3 * width * image.height()];
    RowStrips.run(
        image.height(), strips, (from, to) -> resizeRows(image, from, to, axis, out, 3 * width));
    return new RgbImage(width, image.height(), out);
  }

  private static void resizeRows(
      RgbImage image, int from, int to, ResizeWeights axis, byte[] out, int outStride) {
    int inStride = 3 * image.width();
    int y = from;
    // A pixel is read as four bytes, so the last row, which nothing follows, is left to the other.
    for (; y + 2 <= to && y + 2 < image.height(); y += 2) {
      resizeTwoRows(image.rgb(), inStride * y, inStride, axis, out, outStride * y);
    }
    for (; y < to; y++) {
      resizeRow(image.rgb(), inStride * y, axis, out, outStride * y);
    }
  }

  /**
   * Two rows at once: a long holds a channel's value of the upper row in its lower half and that of
   * the lower row in its upper half, so that one multiplication serves both. A sum fits 32 bits
   * with its sign, so that the halves can be told apart again.
   */
  private static void resizeTwoRows(
      byte[] in, int inOffset, int inStride, ResizeWeights axis, byte[] out, int outOffset) {
    int[] weights = axis.weights;
    int outStride = 3 * axis.firstInput.length;
    int end = 0;
    for (int i = 0; i < axis.firstInput.length; i++) {
      int start = end;
      end = axis.start[i + 1];
      int upper = inOffset + 3 * (axis.firstInput[i] - start);
      int lower = upper + inStride;
      long red = HALVES;
      long green = HALVES;
      long blue = HALVES;
      for (int t = start; t < end; t++) {
        long weight = weights[t];
        long pixels =
            ((int) FOUR_BYTES.get(in, upper + 3 * t) & 0xFFFFFFFFL)
                | (long) (int) FOUR_BYTES.get(in, lower + 3 * t) << 32;
        red += (pixels & BYTES) * weight;
        green += (pixels >>> 8 & BYTES) * weight;
        blue += (pixels >>> 16 & BYTES) * weight;
      }
      int o = outOffset + 3 * i;
      out[o] = ResizeWeights.sample(ResizeWeights.lower(red));
      out[o + 1] = ResizeWeights.sample(ResizeWeights.lower(green));
      out[o + 2] = ResizeWeights.sample(ResizeWeights.lower(blue));
      out[o + outStride] = ResizeWeights.sample(ResizeWeights.upper(red));
      out[o + outStride + 1] = ResizeWeights.sample(ResizeWeights.upper(green));
      out[o + outStride + 2] = ResizeWeights.sample(ResizeWeights.upper(blue));
    }
  }

  private static void resizeRow(
      byte[] in, int inOffset, ResizeWeights axis, byte[] out, int outOffset) {
    int[] weights = axis.weights;
    int end = 0;
    for (int i = 0; i < axis.firstInput.length; i++) {
      int start = end;
      end = axis.start[i + 1];
      int base = inOffset + 3 * (axis.firstInput[i] - start);
      int red = ResizeWeights.HALF;
      int green = ResizeWeights.HALF;
      int blue = ResizeWeights.HALF;
      for (int t = start; t < end; t++) {
        int weight = weights[t];
        red += (in[base + 3 * t] & 0xFF) * weight;
        green += (in[base + 3 * t + 1] & 0xFF) * weight;
        blue += (in[base + 3 * t + 2] & 0xFF) * weight;
      }
      out[outOffset + 3 * i] = ResizeWeights.sample(red);
      out[outOffset + 3 * i + 1] = ResizeWeights.sample(green);
      out[outOffset + 3 * i + 2] = ResizeWeights.sample(blue);
    }
  }
}
