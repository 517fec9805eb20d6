package io.github.ram4j.runtime.lifetime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The gates of models that are open. While there are any, a shutdown hook makes the JVM, when it
 * stops, wait for the calls that are running. It refuses none: a service's own hook may still be
 * answering what it has accepted, and closes the models when that is done.
 */
final class OpenGates {
  /** Longer than an image takes; a call with very many images does not hold up the exit. */
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
