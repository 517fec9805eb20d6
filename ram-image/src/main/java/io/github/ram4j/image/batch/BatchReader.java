package io.github.ram4j.image.batch;

import io.github.ram4j.ImageSource;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Reads the batches of one call in their order. While one is used, the next is read on a thread of
 * its own, so that an image that cannot be read fails the call only when its turn comes, as if it
 * was read then. Not thread-safe.
 *
 * <p>Streams are the caller's code, which may hold locks or belong to a thread: a batch with a
 * stream in it is read in the calling thread, when its turn comes, and never if it does not.
 */
public final class BatchReader implements AutoCloseable {
  private final PixelBatches batches;
  private final List<? extends List<? extends ImageSource>> images;

  /** The one in use and the one that is read into; the second only if a second batch is read. */
  private final DirectBuffer[] buffers = new DirectBuffer[2];

  private int next;
  private BackgroundRead ahead;

  /** A reader that borrows its buffers and gives them back when it is closed. */
  BatchReader(PixelBatches batches, List<? extends List<? extends ImageSource>> images) {
    this.batches = batches;
    this.images = images;
  }

  /**
   * The pixels of the next batch, of which there must be one.
   *
   * @return float32 [batch, 3, size, size], valid until the next call of a method
   * @throws IOException if a file or stream cannot be read
   */
  public FloatBuffer next() throws IOException {
    FloatBuffer pixels = ahead == null ? read(next) : ahead.await();
    next++;
    ahead = null;
    if (next < images.size() && !hasStream(images.get(next))) {
      int batch = next;
      ahead = BackgroundRead.start(() -> read(batch));
    }
    return pixels;
  }

  private FloatBuffer read(int batch) throws IOException {
    int place = batch % 2;
    if (buffers[place] == null) {
      buffers[place] = batches.borrow();
    }
    return batches.read(images.get(batch), buffers[place]);
  }

  private static boolean hasStream(List<? extends ImageSource> batch) {
    return batch.stream().anyMatch(ImageSource.Stream.class::isInstance);
  }

  /** Waits for what is still being read, which nobody wants any more, and frees the buffers. */
  @Override
  public void close() {
    if (ahead != null) {
      ahead.abandon();
    }
    for (DirectBuffer buffer : buffers) {
      if (buffer != null) {
        batches.giveBack(buffer);
      }
    }
  }
}
