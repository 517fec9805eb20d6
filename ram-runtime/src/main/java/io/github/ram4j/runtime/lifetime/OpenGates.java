package io.github.ram4j.runtime.lifetime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The gates of open models. While there are any, a shutdown hook makes the JVM, when it stops, wait
 * for the running calls. It refuses no call: a service's own hook may still be answering accepted
 * requests, and closes the models afterwards.
 */
final class OpenGates {
  /**
   * The longest wait: more than an image takes, but a call with very many images does not hold up
   * the exit.
   */
  private static final long LONGEST_WAIT_SECONDS = 10;

  private static final Set<CallGate> OPEN = new LinkedHashSet<>();
  private static @Nullable Thread hook;

  private OpenGates() {}

  static synchronized void add(CallGate gate) {
    OPEN.add(gate);
    if (hook == null) {
      Thread waiting = new Thread(OpenGates::awaitRunning, "ram4j-running-calls");
      try {
        Runtime.getRuntime().addShutdownHook(waiting);
        hook = waiting;
      } catch (IllegalStateException e) {
        return; // the JVM is stopping already
      }
    }
  }

  /** Removes the hook with the last gate, so that nothing holds this library's class loader. */
  static synchronized void remove(CallGate gate) {
    OPEN.remove(gate);
    if (OPEN.isEmpty() && hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
        hook = null;
      } catch (IllegalStateException e) {
        return; // the JVM is stopping: the hook runs or has run
      }
    }
  }

  private static synchronized List<CallGate> open() {
    return List.copyOf(OPEN);
  }

  private static void awaitRunning() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
    open().forEach(gate -> gate.awaitRunning(deadline));
  }
}
