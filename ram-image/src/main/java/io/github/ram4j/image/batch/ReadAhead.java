package io.github.ram4j.image.batch;

import io.github.ram4j.ImageSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A reader that reads a stream's images ahead, batch by batch, on threads of its own. It reads as
 * many batches ahead as give each thread an image to read; further inputs are not even taken from
 * their iterator.
 *
 * <p>Inputs are taken in the calling thread. Images of streams, which are the caller's code, are
 * read there too. Idle threads end soon, so that an unclosed stream leaves none. Not thread-safe.
 *
 * @param <I> the input
 */
public final class ReadAhead<I> implements AutoCloseable {
  static final String THREAD_NAME = "ram4j-read-ahead";
  private static final int IDLE_SECONDS = 1;

  private final PixelBatches batches;
  private final Iterator<? extends I> inputs;
  private final Function<? super I, ? extends ImageSource> source;
  private final int together;
  private final int ahead;
  private final ThreadPoolExecutor threads;
  private final Executor entrance;
  private final Deque<PixelBatch<I>> waiting = new ArrayDeque<>();
  private long taken;
  private boolean atEnd;
  private boolean closed;

  /** A RuntimeException or Error of the iterator, or null. */
  private Throwable failed;

  ReadAhead(
      PixelBatches batches,
      Iterator<? extends I> inputs,
      Function<? super I, ? extends ImageSource> source,
      int together,
      Executor entrance) {
    this.batches = batches;
    this.inputs = inputs;
    this.source = source;
    this.together = together;
    this.entrance = entrance;
    int decoders = batches.decoders(together);
    this.ahead = (decoders + together - 1) / together;
    this.threads =
        new ThreadPoolExecutor(
            decoders,
            decoders,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            ReadAhead::thread);
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, THREAD_NAME);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The next batch, while those after it are being read.
   *
   * @return the batch, to be closed by the caller; null after the last, and where this is closed
   * @throws RuntimeException if the iterator threw it, once the batches before it were taken
   * @throws Error likewise
   */
  public PixelBatch<I> next() {
    while (!atEnd && waiting.size() <= ahead) {
      take();
    }
    PixelBatch<I> next = waiting.poll();
    if (next == null && failed instanceof Error error) {
      throw error;
    }
    if (next == null && failed != null) {
      throw (RuntimeException) failed;
    }
    return next;
  }

  private void take() {
    PixelBatch<I> batch = new PixelBatch<>(batches, taken, together);
    // Whatever the iterator throws, an Error too, comes in its turn.
    FutureTask<Void> filling = new FutureTask<>(() -> fill(batch), null);
    filling.run();
    try {
      filling.get();
    } catch (ExecutionException e) {
      atEnd = true;
      failed = e.getCause();
    } catch (InterruptedException e) {
      throw new IllegalStateException("expected to be done, found waiting", e);
    }
    if (closed) { // by the iterator, which may be a channel that its other end closed
      batch.close();
    } else if (!batch.inputs().isEmpty()) {
      waiting.add(batch);
      start(batch);
    }
  }

  private void fill(PixelBatch<I> batch) {
    while (!atEnd && batch.inputs().size() < together) {
      if (inputs.hasNext()) {
        I input = Objects.requireNonNull(inputs.next(), "input");
        batch.add(input, source.apply(input));
        taken++;
      } else {
        atEnd = true;
      }
    }
  }

  /** Starts the reads of a batch. The first image of all is wanted at once, by this thread. */
  private void start(PixelBatch<I> batch) {
    List<ReadTask> tasks = batch.forOtherThreads();
    int first = Math.min(batch.firstIndex() == 0 ? 1 : 0, tasks.size());
    for (ReadTask task : tasks.subList(first, tasks.size())) {
      threads.execute(() -> entrance.execute(task));
    }
  }

  /** Ends the reads that are under way, whose results nobody needs any more. */
  @Override
  public void close() {
    atEnd = true;
    closed = true;
    waiting.forEach(PixelBatch::cancel);
    waiting.forEach(PixelBatch::close);
    waiting.clear();
    threads.shutdownNow();
  }
}
