package io.github.ram4j.image.batch;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The reading of one image, done once, by the first thread to come: a thread that reads ahead, or
 * the one that needs the image. Thread-safe.
 */
final class ReadTask implements Runnable {

  /** The reading. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /** The reading, which keeps its exception. */
  private final FutureTask<Void> reading;

  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean begun;
  private Thread runner;

  ReadTask(Work work) {
    this.reading =
        new FutureTask<>(
            () -> {
              work.run();
              return null;
            });
  }

  /** Reads, unless another thread does or did, or it was cancelled; throws nothing. */
  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    try {
      reading.run();
    } finally {
      end();
    }
  }

  private synchronized boolean begin() {
    if (begun) {
      return false;
    }
    begun = true;
    runner = Thread.currentThread();
    return true;
  }

  private synchronized void end() {
    runner = null;
    ended.countDown();
  }

  /**
   * Waits until the image is read.
   *
   * @return null, or the exception that ended it
   * @throws InterruptedException if the waiting thread is interrupted; the task goes on
   * @throws java.util.concurrent.CancellationException if it was cancelled before it began
   */
  Throwable await() throws InterruptedException {
    ended.await();
    try {
      reading.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Keeps the task from beginning, or interrupts the thread that runs it. */
  synchronized void cancel() {
    if (!begun) {
      begun = true;
      reading.cancel(false);
      ended.countDown();
    } else if (runner != null && !isRunningHere()) {
      runner.interrupt();
    }
  }

  /** Waits until nothing runs any more, interrupted or not; the interrupt status stays. */
  void awaitEnd() {
    boolean interrupted = false;
    while (ended.getCount() > 0 && !isRunningHere()) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns whether this thread runs the task: where an error left no stack to end it, the thread
   * must not wait for itself.
   */
  private synchronized boolean isRunningHere() {
    return runner == Thread.currentThread();
  }
}
