package io.github.ram4j.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of somebody that a run ends: Ctrl-C or a signal of the system. What is begun is finished
 * and written before the process ends, which takes a moment.
 */
public final class StopSignal implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "ram4j-stop");

  private StopSignal() {}

  /**
   * The signals to this process.
   *
   * @return to be closed when all that the process has to say is said
   */
  public static StopSignal ofProcess() {
    StopSignal signal = new StopSignal();
    try {
      Runtime.getRuntime().addShutdownHook(signal.hook);
    } catch (IllegalStateException e) {
      signal.wanted.countDown(); // the JVM stops already
    }
    return signal;
  }

  /**
   * No signal at all.
   *
   * @return a signal that never comes
   */
  public static StopSignal none() {
    return new StopSignal();
  }

  /**
   * Returns whether to end.
   *
   * @return true once the signal came
   */
  public boolean isWanted() {
    return wanted.getCount() == 0;
  }

  /**
   * Returns whether the JVM stops. It is true from the first moment, when hooks are refused but
   * none has run, and so {@link #isWanted()} may not know it.
   *
   * @return true once the JVM stops, or the signal came
   */
  public boolean isStopping() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return isWanted();
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** Waits for the signal, or for an interrupt of this thread. */
  public void await() {
    try {
      wanted.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    wanted.countDown();
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
