package io.github.ram4j.describe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Threads that run tasks until one fails. */
final class Workers implements AutoCloseable {
  private static final int SECONDS = 10;

  private final ExecutorService pool;

  /** A task that may fail. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  Workers(int threads) {
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "ram4j-describe");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs tasks and waits for all; the first failure stops those that are left.
   *
   * @throws IOException that a task threw
   * @throws InterruptedException if this thread is interrupted
   */
  void run(List<Task> tasks) throws IOException, InterruptedException {
    ExecutorCompletionService<@Nullable Void> service = new ExecutorCompletionService<>(pool);
    List<Future<@Nullable Void>> futures = new ArrayList<>();
    AtomicBoolean failed = new AtomicBoolean();
    for (Task task : tasks) {
      Callable<@Nullable Void> call =
          () -> {
            runUnlessOneFailed(task, failed);
            return null;
          };
      futures.add(service.submit(call));
    }
    try {
      for (int i = 0; i < tasks.size(); i++) {
        service.take().get();
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  /** Keeps threads from beginning with tasks that are not cancelled yet. */
  private static void runUnlessOneFailed(Task task, AtomicBoolean failed) throws IOException {
    if (failed.get()) {
      return;
    }
    try {
      task.run();
    } catch (IOException | RuntimeException e) {
      failed.set(true);
      throw e;
    }
  }

  /** The failure of a task; an error of the JVM stays one. */
  private static IOException failure(@Nullable Throwable cause) throws InterruptedException {
    if (cause instanceof IOException io) {
      return io;
    }
    if (cause instanceof CancellationException) {
      throw new InterruptedException("a request was interrupted");
    }
    if (cause instanceof RuntimeException failed) {
      throw failed;
    }
    throw new IllegalStateException("a request failed", cause);
  }

  /** Stops what still runs, and waits for it a while. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
