package io.github.ram4j.image.batch;

import io.github.ram4j.ImageSource;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of inputs that are inferred together, with their images, which are read on several
 * threads. Not thread-safe; the taker closes it.
 *
 * @param <I> the input
 */
public final class PixelBatch<I> implements AutoCloseable {
  private final PixelBatches batches;
  private final long firstIndex;
  private final int capacity;
  private final List<I> inputs = new ArrayList<>();

  /** The task of each input; null where there is no image to read. */
  private final List<ReadTask> tasks = new ArrayList<>();

  private final List<ReadTask> forOtherThreads = new ArrayList<>();
  private final int[] places;
  private final Throwable[] failures;
  private DirectBuffer buffer;
  private FloatBuffer pixels;
  private int count;

  PixelBatch(PixelBatches batches, long firstIndex, int capacity) {
    this.batches = batches;
    this.firstIndex = firstIndex;
    this.capacity = capacity;
    this.places = new int[capacity];
    this.failures = new Throwable[capacity];
  }

  /**
   * Adds an input, whose image is not read yet.
   *
   * @param image null where there is none to read
   */
  void add(I input, ImageSource image) {
    ReadTask task = image == null ? null : task(image); // first: there may be no memory for it
    places[inputs.size()] = count;
    inputs.add(input);
    tasks.add(task);
    if (task == null) {
      return;
    }
    count++;
    if (!(image instanceof ImageSource.Stream)) {
      forOtherThreads.add(task);
    }
  }

  private ReadTask task(ImageSource image) {
    if (pixels == null) {
      buffer = batches.borrow();
      pixels = batches.pixels(buffer, capacity);
    }
    FloatBuffer target = pixels.duplicate();
    int place = count;
    return new ReadTask(() -> batches.read(image, target, place));
  }

  /** The tasks that any thread may run; a stream is its caller's code. */
  List<ReadTask> forOtherThreads() {
    return forOtherThreads;
  }

  /** The place of the first input among all. */
  public long firstIndex() {
    return firstIndex;
  }

  /** The inputs, in their order. */
  public List<I> inputs() {
    return inputs;
  }

  /**
   * Reads the images that no other thread has begun to read, waits for the others, and moves the
   * pixels of readable images to the front.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void read() throws InterruptedException {
    for (ReadTask task : tasks) {
      if (task != null) {
        task.run();
      }
    }
    int read = 0;
    for (int i = 0; i < inputs.size(); i++) {
      if (tasks.get(i) == null) {
        continue;
      }
      failures[i] = tasks.get(i).await();
      if (failures[i] == null) {
        batches.move(pixels, places[i], read);
        places[i] = read++;
      }
    }
    count = read;
  }

  /** The exception that kept an input's image from being read, or null; after {@link #read}. */
  public Throwable failure(int input) {
    return failures[input];
  }

  /** Returns whether an input has an image and it was read. */
  public boolean isRead(int input) {
    return tasks.get(input) != null && failures[input] == null;
  }

  /** The place in the pixels of an input whose image was read. */
  public int place(int input) {
    return places[input];
  }

  /** The number of images that were read. */
  public int count() {
    return count;
  }

  /**
   * The pixels of the images that were read.
   *
   * @return float32 [at least {@link #count}, 3, size, size], valid until this is closed; null
   *     where no input had an image to read
   */
  public FloatBuffer pixels() {
    return pixels;
  }

  /** Keeps tasks from beginning, and interrupts those that run. */
  void cancel() {
    for (ReadTask task : tasks) {
      if (task != null) {
        task.cancel();
      }
    }
  }

  /** Cancels what still runs, waits for its end, and gives the buffer back. */
  @Override
  public void close() {
    cancel();
    for (ReadTask task : tasks) {
      if (task != null) {
        task.awaitEnd();
      }
    }
    if (buffer != null) {
      batches.giveBack(buffer);
      buffer = null;
    }
  }
}
