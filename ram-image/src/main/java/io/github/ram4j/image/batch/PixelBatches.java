package io.github.ram4j.image.batch;

import io.github.ram4j.ImageSource;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A source of batches of a model's input, in pooled buffers. Thread-safe. */
public final class PixelBatches {
  private static final int CHANNELS = 3;

  /** The greatest number of images decoded side by side, unless more are inferred together. */
  private static final int MAX_DECODERS = 4;

  private final ImagePreprocessor reader;
  private final int imageSizePx;
  private final int batchSize;
  private final ConcurrentLinkedQueue<DirectBuffer> free = new ConcurrentLinkedQueue<>();

  /**
   * Batches for one model.
   *
   * @param reader a preprocessor whose rule gives inputs of one shape
   * @param batchSize number of images of a batch, 1 or more
   * @throws IllegalArgumentException if a batch has more floats than a buffer
   */
  public PixelBatches(ImagePreprocessor reader, int batchSize) {
    this.reader = reader;
    this.imageSizePx = reader.inputSidePx();
    this.batchSize = batchSize;
    int most = Integer.MAX_VALUE / imageFloats();
    if (batchSize > most) {
      throw new IllegalArgumentException(
          "batch size: expected at most %d images of %d px, found %d"
              .formatted(most, imageSizePx, batchSize));
    }
  }

  /** The number of images that are inferred together. */
  public int batchSize() {
    return batchSize;
  }

  /**
   * Reads the images of a stream.
   *
   * @param inputs taken in the thread that asks for batches, not all at once
   * @param source the image of an input; null where there is none to read
   * @param together number of inputs of a batch
   * @param entrance runs a read in the thread that hands it over, or refuses; a read that is
   *     refused is done by the thread that needs it
   */
  public <I> ReadAhead<I> readAhead(
      Iterable<? extends I> inputs,
      Function<? super I, ? extends ImageSource> source,
      int together,
      Executor entrance) {
    return new ReadAhead<>(this, inputs.iterator(), source, together, entrance);
  }

  /**
   * Reads one image in the calling thread.
   *
   * @param use a function of float32 [at least 1, 3, size, size], which is valid until it returns
   * @throws IOException if a file or stream cannot be read
   */
  public <T> T withPixels(ImageSource image, Function<FloatBuffer, T> use) throws IOException {
    DirectBuffer buffer = borrow();
    try {
      FloatBuffer pixels = pixels(buffer, 1);
      read(image, pixels, 0);
      return use.apply(pixels);
    } finally {
      giveBack(buffer);
    }
  }

  /** The number of threads that read batches of a size. */
  int decoders(int together) {
    return Math.min(reader.threads(), Math.max(MAX_DECODERS, together));
  }

  /** A free buffer; {@link #giveBack} must follow. */
  DirectBuffer borrow() {
    DirectBuffer buffer = free.poll();
    return buffer != null ? buffer : new DirectBuffer();
  }

  void giveBack(DirectBuffer buffer) {
    free.add(buffer);
  }

  /**
   * A view of the buffer for images, for a whole batch at least, since some graphs take no fewer.
   */
  FloatBuffer pixels(DirectBuffer buffer, int images) {
    return buffer.floats(Math.multiplyExact(Math.max(images, batchSize), imageFloats()));
  }

  void read(ImageSource image, FloatBuffer pixels, int place) throws IOException {
    reader.read(image, pixels, place);
  }

  /** Moves an image to another place. */
  void move(FloatBuffer pixels, int from, int to) {
    if (from != to) {
      int count = imageFloats();
      pixels.put(to * count, pixels.duplicate(), from * count, count);
    }
  }

  /** The pixels of some images of a batch. */
  public FloatBuffer slice(FloatBuffer pixels, int from, int images) {
    return pixels.slice(from * imageFloats(), images * imageFloats());
  }

  private int imageFloats() {
    return Math.multiplyExact(CHANNELS, Math.multiplyExact(imageSizePx, imageSizePx));
  }

  /** Frees the buffers. */
  public void clear() {
    free.clear();
  }
}
