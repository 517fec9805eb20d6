package io.github.ram4j.recipe.names;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Threads that share work, each with its products of libtorch to itself, in float32.
 *
 * <p>Not thread-safe; close it.
 */
public final class TorchThreads implements AutoCloseable {
  /** The number of threads, as the trainings of the shipped models have. */
  public static final int COUNT = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          COUNT,
          task -> {
            Thread thread = new Thread(task, "names");
            thread.setDaemon(true);
            return thread;
          });

  /** Part of a work. */
  @FunctionalInterface
  public interface Part {
    /**
     * Does a part.
     *
     * @param part from 0 to {@link #COUNT} - 1
     */
    void run(int part);
  }

  /** Does all parts of a work at once and waits for them. */
  public void run(Part work) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      int part = i;
      running.add(
          threads.submit(
              () -> {
                torch.set_num_threads(1);
                openblas_nolapack.blas_set_num_threads(1);
                work.run(part);
              }));
    }
    boolean interrupted = false;
    Throwable failed = null;
    for (Future<?> each : running) {
      boolean ended = false;
      while (!ended) {
        try {
          each.get();
          ended = true;
        } catch (ExecutionException e) {
          failed = failed == null ? e.getCause() : failed;
          ended = true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failed instanceof RuntimeException e) {
      throw e;
    }
    if (failed instanceof Error e) {
      throw e;
    }
    if (failed != null) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
