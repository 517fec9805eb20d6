package io.github.ram4j.cli.catalog;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of somebody that a run ends: Ctrl-C or a signal of the system. What is begun is finished
 * and written before the process ends, which takes a moment.
 */
final class StopSignal implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "ram4j-stop");
  private volatile boolean wanted;

  private StopSignal() {}

  /** The signals to this process; closed when all that it has to say is said. */
  static StopSignal ofProcess() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** No signal at all. */
  static StopSignal none() {
    return new StopSignal();
  }

  /** Returns whether to end. */
  boolean isWanted() {
    return wanted;
  }

  private void stop() {
    wanted = true;
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM stops already.
    }
  }
}
