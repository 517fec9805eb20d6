package io.github.ram4j.image.resize;

import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.pixels.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * An antialiased resize without rounding, and the normalization of its result: (value / 255 − mean)
 * / std, as torchvision's {@code ToTensor}, {@code Resize} and {@code Normalize} give it one after
 * the other. The weights are those of Pillow's filter.
 *
 * <p>Immutable and thread-safe, as long as no two threads write to the same place of a buffer.
 */
public final class ExactResize {
  private static final int CHANNELS = 3;

  private final Normalization normalization;

  /**
   * A resize for one model.
   *
   * @param normalization the normalization that the model was trained with
   */
  public ExactResize(Normalization normalization) {
    this.normalization = Objects.requireNonNull(normalization, "normalization");
  }

  /**
   * Resizes an image to its place in a batch.
   *
   * @param image 8-bit RGB of any size
   * @param fit the image's place in the input, with zeros right of it and below
   * @param batch float32 [images, 3, inputHeight, inputWidth], counted from index 0; written in
   *     place at the image's index, its position and limit left as they are
   * @param index of the image in the batch, from 0
   * @param threads to share the rows among at most, 1 or more
   * @throws IndexOutOfBoundsException if the image's place is not within the buffer's limit;
   *     nothing is written then
   */
  public void write(RgbImage image, ImageFit fit, FloatBuffer batch, int index, int threads) {
    int plane = Math.multiplyExact(fit.inputWidth(), fit.inputHeight());
    long start = (long) index * CHANNELS * plane;
    Objects.checkFromIndexSize(start, (long) CHANNELS * plane, batch.limit());
    ExactWeights columns = ExactWeights.of(ResizeFilter.BILINEAR, image.width(), fit.width());
    ExactWeights rows = ExactWeights.of(ResizeFilter.BILINEAR, image.height(), fit.height());
    FloatBuffer input = batch.slice((int) start, CHANNELS * plane);
    RowStrips.run(
        fit.inputHeight(),
        Math.min(threads, fit.inputHeight()),
        (from, to) -> new Strip(image, fit, columns, rows).write(from, to, input));
  }

  /** Rows that one thread writes. */
  private final class Strip {
    private final RgbImage image;
    private final ImageFit fit;
    private final ExactWeights columns;
    private final ExactWeights rows;

    /** Rows of the image that have their new width already, by their number's remainder. */
    private final float[][] narrowed;

    private final int[] numbers;

    Strip(RgbImage image, ImageFit fit, ExactWeights columns, ExactWeights rows) {
      this.image = image;
      this.fit = fit;
      this.columns = columns;
      this.rows = rows;
      this.narrowed = new float[rows.most()][];
      this.numbers = new int[rows.most()];
    }

    void write(int from, int to, FloatBuffer input) {
      float[] sums = new float[CHANNELS * fit.width()];
      float[] row = new float[fit.inputWidth()];
      for (int y = from; y < to; y++) {
        if (y < fit.height()) {
          sum(y, sums);
        }
        for (int channel = 0; channel < CHANNELS; channel++) {
          Arrays.fill(row, 0);
          if (y < fit.height()) {
            normalize(sums, channel, row);
          }
          input.put((channel * fit.inputHeight() + y) * fit.inputWidth(), row);
        }
      }
    }

    private void normalize(float[] sums, int channel, float[] row) {
      float mean = normalization.mean().get(channel);
      float std = normalization.std().get(channel);
      for (int x = 0; x < fit.width(); x++) {
        row[x] = (sums[channel * fit.width() + x] - mean) / std;
      }
    }

    private void sum(int y, float[] sums) {
      Arrays.fill(sums, 0);
      float[] weights = rows.weights[y];
      for (int t = 0; t < weights.length; t++) {
        float weight = weights[t];
        float[] values = narrowed(rows.first[y] + t);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * values[i];
        }
      }
    }

    private float[] narrowed(int number) {
      int place = number % narrowed.length;
      if (narrowed[place] == null || numbers[place] != number) {
        if (narrowed[place] == null) {
          narrowed[place] = new float[CHANNELS * fit.width()];
        }
        narrow(image, number, columns, narrowed[place]);
        numbers[place] = number;
      }
      return narrowed[place];
    }
  }

  /** Brings a row to another width: [channels, width], from 0 to 1. */
  private static void narrow(RgbImage image, int row, ExactWeights columns, float[] out) {
    byte[] rgb = image.rgb();
    int width = columns.first.length;
    int base = CHANNELS * image.width() * row;
    for (int x = 0; x < width; x++) {
      float[] weights = columns.weights[x];
      float red = 0;
      float green = 0;
      float blue = 0;
      int at = base + CHANNELS * columns.first[x];
      for (float weight : weights) {
        red += weight * (rgb[at] & 0xFF);
        green += weight * (rgb[at + 1] & 0xFF);
        blue += weight * (rgb[at + 2] & 0xFF);
        at += CHANNELS;
      }
      out[x] = red / 255;
      out[width + x] = green / 255;
      out[2 * width + x] = blue / 255;
    }
  }
}
