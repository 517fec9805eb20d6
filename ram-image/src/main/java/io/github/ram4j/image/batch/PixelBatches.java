package io.github.ram4j.image.batch;

import io.github.ram4j.ImageSource;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Brings images into a model's input, batch by batch, in buffers that are used again: two for each
 * of as many calls as there ever were at a time, one where no call had more than a batch.
 * Thread-safe.
 */
public final class PixelBatches {
  private static final int CHANNELS = 3;

  private final ImagePreprocessor reader;
  private final int imageSizePx;
  private final int batchSize;
  private final ConcurrentLinkedQueue<DirectBuffer> free = new ConcurrentLinkedQueue<>();

  /**
   * Batches for one model.
   *
   * @param reader whose rule gives inputs of one shape
   * @param batchSize images of a batch, 1 or more
   */
  public PixelBatches(ImagePreprocessor reader, int batchSize) {
    this.reader = reader;
    this.imageSizePx = reader.inputSidePx();
    this.batchSize = batchSize;
  }

  /** Cuts images into those that are inferred together, in their order. */
  public <T> List<List<T>> cut(List<T> images) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < images.size(); from += batchSize) {
      batches.add(images.subList(from, Math.min(images.size(), from + batchSize)));
    }
    return batches;
  }

  /**
   * The pixels of a call's batches; nothing is read yet.
   *
   * @param batches each of at most as many images as are inferred together
   */
  public BatchReader reader(List<? extends List<? extends ImageSource>> batches) {
    return new BatchReader(this, batches);
  }

  /** A buffer that nobody uses; {@link #giveBack} must follow. */
  DirectBuffer borrow() {
    DirectBuffer buffer = free.poll();
    return buffer != null ? buffer : new DirectBuffer();
  }

  void giveBack(DirectBuffer buffer) {
    free.add(buffer);
  }

  /**
   * Reads a batch in the calling thread.
   *
   * @return float32 [batch, 3, size, size] in {@code buffer}
   */
  FloatBuffer read(List<? extends ImageSource> images, DirectBuffer buffer) throws IOException {
    int image = Math.multiplyExact(CHANNELS, Math.multiplyExact(imageSizePx, imageSizePx));
    FloatBuffer pixels = buffer.floats(Math.multiplyExact(batchSize, image));
    for (int i = 0; i < images.size(); i++) {
      reader.read(images.get(i), pixels, i);
    }
    return pixels;
  }

  /** Lets the buffers go. */
  public void clear() {
    free.clear();
  }
}
