package io.github.ram4j.image.resize;

import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.pixels.RgbImage;
import java.nio.FloatBuffer;
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
   * @param normalization what the model was trained with
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
   * @param index which image of the batch, from 0
   * @throws IndexOutOfBoundsException if the image's place is not within the buffer's limit;
   *     nothing is written then
   */
  public void write(RgbImage image, FloatBuffer batch, int index) {
    int width = image.width();
    int plane = width * image.height();
    long start = (long) index * CHANNELS * plane;
    Objects.checkFromIndexSize(start, (long) CHANNELS * plane, batch.limit());
    byte[] rgb = image.rgb();
    float[] row = new float[width];
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] table = tables[channel];
      for (int y = 0; y < image.height(); y++) {
        int offset = CHANNELS * width * y + channel;
        for (int x = 0; x < width; x++) {
          row[x] = table[rgb[offset + CHANNELS * x] & 0xFF];
        }
        batch.put((int) start + channel * plane + y * width, row);
      }
    }
  }
}
