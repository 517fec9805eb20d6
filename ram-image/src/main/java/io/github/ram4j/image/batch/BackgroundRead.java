package io.github.ram4j.image.batch;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One batch that is read on a thread of its own, which ends with it. Whoever starts it waits for
 * it, whether by {@link #await} or by {@link #abandon}. Not thread-safe.
 */
final class BackgroundRead {

  /** What is done in the background. */
  @FunctionalInterface
  interface Work extends Callable<FloatBuffer> {
    @Override
    FloatBuffer call() throws IOException;
  }

  static final String THREAD_NAME = "ram4j-read-ahead";

  private final FutureTask<FloatBuffer> task;
  private final Thread thread;

  private BackgroundRead(Work work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, THREAD_NAME);
    thread.setDaemon(true);
  }

  static BackgroundRead start(Work work) {
    BackgroundRead read = new BackgroundRead(work);
    read.thread.start();
    return read;
  }

  /**
   * Waits for the result. An interrupt of the waiting thread is passed on, so that reading a file
   * ends as it would have ended in the waiting thread, and stays set there.
   *
   * @throws IOException what the work threw; unchecked exceptions and errors likewise
   */
  FloatBuffer await() throws IOException {
    join();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("expected to be done, found waiting", e);
    }
  }

  /** Waits as {@link #await} does, and leaves the result or failure aside. */
  void abandon() {
    join();
  }

  private void join() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static IOException rethrown(Throwable failure) {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (failure instanceof Error error) {
      throw error;
    }
    return (IOException) failure;
  }
}
