package io.github.ram4j.image.resize;

import io.github.ram4j.image.pixels.RgbImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One pass of {@link PillowResize}: brings every column of an image to another height, row by row.
 *
 * <p>Eight neighbouring samples are read as one long and summed in four, two in each (samples 0 and
 * 4, 1 and 5, 2 and 6, 3 and 7), so that one multiplication serves two. A sum fits 32 bits with its
 * sign, so that the halves can be told apart again.
 */
final class VerticalPass {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The same half in both lanes of a long. */
  private static final long HALVES = (long) ResizeWeights.HALF << 32 | ResizeWeights.HALF;

  /** The lowest byte of both lanes. */
  private static final long BYTES = 0x000000FF_000000FFL;

  private VerticalPass() {}

  static RgbImage resize(RgbImage image, ResizeFilter filter, int height, int strips) {
    ResizeWeights axis = ResizeWeights.of(filter, image.height(), height);
    byte[] out = new byte[3 * image.width() * height];
    RowStrips.run(height, strips, (from, to) -> resizeRows(image, from, to, axis, out));
    return new RgbImage(image.width(), height, out);
  }

  /** Rows of the output. */
  private static void resizeRows(RgbImage image, int from, int to, ResizeWeights axis, byte[] out) {
    int stride = 3 * image.width();
    int groups = stride / 8;
    long[] sums = new long[4 * groups];
    for (int i = from; i < to; i++) {
      Arrays.fill(sums, HALVES);
      int end = axis.start[i + 1];
      int offset = stride * axis.firstInput[i];
      int t = axis.start[i];
      for (; t + 2 <= end; t += 2, offset += 2 * stride) {
        addTwoRows(image.rgb(), offset, stride, axis.weights[t], axis.weights[t + 1], sums);
      }
      if (t < end) {
        addRow(image.rgb(), offset, axis.weights[t], sums);
      }
      store(sums, out, stride * i);
      for (int x = 8 * groups; x < stride; x++) {
        out[stride * i + x] = column(image.rgb(), x, stride, axis, i);
      }
    }
  }

  /** Two rows in one go, so that the sums are read and written half as often. */
  private static void addTwoRows(
      byte[] in, int offset, int stride, long weight0, long weight1, long[] sums) {
    for (int g = 0; g < sums.length / 4; g++) {
      long upper = (long) EIGHT_BYTES.get(in, offset + 8 * g);
      long lower = (long) EIGHT_BYTES.get(in, offset + stride + 8 * g);
      sums[4 * g] += (upper & BYTES) * weight0 + (lower & BYTES) * weight1;
      sums[4 * g + 1] += (upper >>> 8 & BYTES) * weight0 + (lower >>> 8 & BYTES) * weight1;
      sums[4 * g + 2] += (upper >>> 16 & BYTES) * weight0 + (lower >>> 16 & BYTES) * weight1;
      sums[4 * g + 3] += (upper >>> 24 & BYTES) * weight0 + (lower >>> 24 & BYTES) * weight1;
    }
  }

  private static void addRow(byte[] in, int offset, long weight, long[] sums) {
    for (int g = 0; g < sums.length / 4; g++) {
      long row = (long) EIGHT_BYTES.get(in, offset + 8 * g);
      sums[4 * g] += (row & BYTES) * weight;
      sums[4 * g + 1] += (row >>> 8 & BYTES) * weight;
      sums[4 * g + 2] += (row >>> 16 & BYTES) * weight;
      sums[4 * g + 3] += (row >>> 24 & BYTES) * weight;
    }
  }

  private static void store(long[] sums, byte[] out, int offset) {
    for (int g = 0; g < sums.length / 4; g++) {
      for (int lane = 0; lane < 4; lane++) {
        long both = sums[4 * g + lane];
        out[offset + 8 * g + lane] = ResizeWeights.sample(ResizeWeights.lower(both));
        out[offset + 8 * g + lane + 4] = ResizeWeights.sample(ResizeWeights.upper(both));
      }
    }
  }

  /** One of the samples that are left at the right when the others have gone by eights. */
  private static byte column(byte[] in, int x, int stride, ResizeWeights axis, int i) {
    int sum = ResizeWeights.HALF;
    int position = stride * axis.firstInput[i] + x;
    for (int t = axis.start[i]; t < axis.start[i + 1]; t++, position += stride) {
      sum += (in[position] & 0xFF) * axis.weights[t];
    }
    return ResizeWeights.sample(sum);
  }
}
