package io.github.ram4j.runtime.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A watch that ends a run of ONNX Runtime when its thread is interrupted; native code does not see
 * interrupts. One thread watches all runs, while there are any. To be closed before the run's
 * options.
 */
final class InterruptWatch implements AutoCloseable {
  private static final int LOOKS_EVERY_MS = 20;
  private static final int KEEP_ALIVE_S = 10;
  private static final ScheduledThreadPoolExecutor WATCHER = watcher();

  private final Thread running;
  private final OrtSession.RunOptions options;
  private final Future<?> looking;
  private boolean closed;

  /**
   * Watches the current thread.
   *
   * @param options of the run that it is about to begin
   */
  InterruptWatch(OrtSession.RunOptions options) {
    this.running = Thread.currentThread();
    this.options = options;
    this.looking =
        WATCHER.scheduleAtFixedRate(
            this::look, LOOKS_EVERY_MS, LOOKS_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private static ScheduledThreadPoolExecutor watcher() {
    ScheduledThreadPoolExecutor watcher =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "ram4j-interrupts");
              thread.setDaemon(true);
              return thread;
            });
    watcher.setRemoveOnCancelPolicy(true);
    watcher.setKeepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS);
    watcher.allowCoreThreadTimeOut(true);
    return watcher;
  }

  private synchronized void look() {
    if (!closed && running.isInterrupted()) {
      try {
        options.setTerminate(true);
      } catch (OrtException e) {
        throw new IllegalStateException("options of a run that cannot be ended", e);
      }
    }
  }

  /** Stops watching; nobody touches the options once this has returned. */
  @Override
  public synchronized void close() {
    closed = true;
    looking.cancel(false);
  }
}
