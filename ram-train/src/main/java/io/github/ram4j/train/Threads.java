package io.github.ram4j.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the parts of a step in parallel, part i always on thread i. */
final class Threads implements AutoCloseable {
  private final List<ExecutorService> threads = new ArrayList<>();

  Threads(int count) {
    for (int i = 0; i < count; i++) {
      String name = "ram4j-train-" + i;
      threads.add(
          Executors.newSingleThreadExecutor(
              task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
              }));
    }
  }

  /**
   * Runs tasks, at most one a thread, and waits for all of them.
   *
   * @return their results in order
   * @throws IOException if one of them threw it; the others have ended then
   */
  <T> List<T> run(List<Callable<T>> tasks) throws IOException {
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      futures.add(threads.get(i).submit(tasks.get(i)));
    }
    List<T> results = new ArrayList<>();
    Throwable failed = null;
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failed = failed == null ? e.getCause() : failed;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("training was interrupted", e);
      }
    }
    if (failed instanceof IOException e) {
      throw e;
    }
    if (failed instanceof RuntimeException e) {
      throw e;
    }
    if (failed instanceof Error e) {
      throw e;
    }
    return results;
  }

  /** Waits for running tasks, so that their tensors can be released. */
  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdown);
    boolean interrupted = false;
    for (ExecutorService thread : threads) {
      while (!thread.isTerminated()) {
        try {
          thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
