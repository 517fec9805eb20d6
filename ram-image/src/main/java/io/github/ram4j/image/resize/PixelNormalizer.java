package io.github.ram4j.image.resize;

import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.pixels.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Turns 8-bit pixels into a model's input: (value / 255 - mean) / std, channel by channel.
 *
 * <p>Immutable and thread-safe, as long as no two threads write to the same place of a buffer.
 *
 * @implNote Each of the 256 values is computed once per channel with the three float32 operations
 *     of torchvision's {@code ToTensor} and {@code Normalize}, so the results are the same bits.
 */
public final class PixelNormalizer {
  private static final int CHANNELS = 3;

  private final float[][] tables = new float[CHANNELS][256];

  /**
   * A normalizer for one model.
   *
   * @param normalization the normalization that the model was trained with
   */
  public PixelNormalizer(Normalization normalization) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      float mean = normalization.mean().get(channel);
      float std = normalization.std().get(channel);
      for (int value = 0; value < 256; value++) {
        tables[channel][value] = (value / 255f - mean) / std;
      }
    }
  }

  /**
   * Writes one image of a batch.
   *
   * @param image uint8 [height, width, 3]; every image of a batch has the same size
   * @param batch float32 [images, 3, height, width], counted from index 0; written in place at the
   *     image's index, its position and limit left as they are
   * @param index of the image in the batch, from 0
   * @throws IndexOutOfBoundsException if the image's place is not within the buffer's limit;
   *     nothing is written then
   */
  public void write(RgbImage image, FloatBuffer batch, int index) {
    write(image, batch, index, image.width(), image.height());
  }

  /**
   * Writes one image of a batch whose images are larger: it is at the upper left, and zeros are
   * right of it and below.
   *
   * @param image uint8 [height, width, 3]
   * @param batch float32 [images, 3, inputHeight, inputWidth], counted from index 0; written in
   *     place at the image's index, its position and limit left as they are
   * @param index of the image in the batch, from 0
   * @param inputWidth the image's width or more
   * @param inputHeight the image's height or more
   * @throws IndexOutOfBoundsException if the image's place is not within the buffer's limit, or it
   *     is larger than its place; nothing is written then
   */
  public void write(RgbImage image, FloatBuffer batch, int index, int inputWidth, int inputHeight) {
    Objects.checkFromToIndex(0, image.width(), inputWidth);
    Objects.checkFromToIndex(0, image.height(), inputHeight);
    int plane = inputWidth * inputHeight;
    long start = (long) index * CHANNELS * plane;
    Objects.checkFromIndexSize(start, (long) CHANNELS * plane, batch.limit());
    float[] row = new float[inputWidth];
    for (int channel = 0; channel < CHANNELS; channel++) {
      int first = (int) start + channel * plane;
      for (int y = 0; y < image.height(); y++) {
        normalizeRow(image, y, channel, row);
        batch.put(first + y * inputWidth, row);
      }
      Arrays.fill(row, 0);
      for (int y = image.height(); y < inputHeight; y++) {
        batch.put(first + y * inputWidth, row);
      }
    }
  }

  /** Normalizes a channel of a row; values behind the image's width stay as they are. */
  private void normalizeRow(RgbImage image, int y, int channel, float[] row) {
    float[] table = tables[channel];
    byte[] rgb = image.rgb();
    int offset = CHANNELS * image.width() * y + channel;
    for (int x = 0; x < image.width(); x++) {
      row[x] = table[rgb[offset + CHANNELS * x] & 0xFF];
    }
  }
}
