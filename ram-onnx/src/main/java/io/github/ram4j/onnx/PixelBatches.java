package io.github.ram4j.onnx;

import io.github.ram4j.Picture;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Brings pictures into a model's input, batch by batch, in buffers that are used again: as many as
 * there ever were calls at a time. Thread-safe.
 */
final class PixelBatches {
  private static final int CHANNELS = 3;

  private final PictureReader reader;
  private final int imageSizePx;
  private final int batchSize;
  private final ConcurrentLinkedQueue<DirectBuffer> free = new ConcurrentLinkedQueue<>();

  PixelBatches(PictureReader reader, int imageSizePx, int batchSize) {
    this.reader = reader;
    this.imageSizePx = imageSizePx;
    this.batchSize = batchSize;
  }

  /** Pictures that are inferred together. */
  int batchSize() {
    return batchSize;
  }

  /**
   * Reads some pictures and does something with their pixels.
   *
   * @param pictures at most a batch
   * @param use given float32 [batch, 3, size, size], borrowed until it returns
   */
  <T> T read(List<? extends Picture> pictures, Function<FloatBuffer, T> use) throws IOException {
    DirectBuffer borrowed = free.poll();
    DirectBuffer buffer = borrowed != null ? borrowed : new DirectBuffer();
    try {
      int picture = Math.multiplyExact(CHANNELS, Math.multiplyExact(imageSizePx, imageSizePx));
      FloatBuffer pixels = buffer.floats(Math.multiplyExact(batchSize, picture));
      for (int i = 0; i < pictures.size(); i++) {
        reader.read(pictures.get(i), pixels, i);
      }
      return use.apply(pixels);
    } finally {
      free.add(buffer);
    }
  }

  /** Lets the buffers go. */
  void clear() {
    free.clear();
  }
}
