package io.github.ram4j.runtime.lifetime;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A gate that lets concurrent calls through until it is closed. Closing waits for the calls inside.
 * Thread-safe.
 *
 * <p>A call counts as out whatever ends it: a {@link StackOverflowError}, which leaves no stack for
 * a method, can still set the field for it.
 */
public final class CallGate {
  /** The longest wait before the calls are looked at again. */
  private static final long POLL_MILLIS = 50;

  private final String name;

  /** The first of a list of calls; it includes calls that ended without a stack to leave it. */
  private @Nullable Call first;

  private boolean closing;
  private boolean freed;

  private CallGate(String name) {
    this.name = name;
  }

  /**
   * An open gate. The JVM, when it stops, waits for calls that are inside, until it is closed.
   *
   * @param name the name, in messages, of the thing that is closed
   */
  public static CallGate open(String name) {
    CallGate gate = new CallGate(name);
    OpenGates.add(gate);
    return gate;
  }

  /** The work of a call, done inside the gate. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /** A call that is inside or about to enter. */
  private static final class Call {
    private final Thread thread;
    private @Nullable Call next;
    private volatile boolean ended;

    Call(Thread thread) {
      this.thread = thread;
    }
  }

  /**
   * Enters, works and leaves. A thread that is inside may enter again.
   *
   * @throws IllegalStateException if the gate is closed or about to be
   * @throws IOException if the work throws it
   */
  public <T> T call(Work<T> work) throws IOException {
    Call call = new Call(Thread.currentThread());
    try {
      enter(call);
      return work.run();
    } finally {
      call.ended = true; // needs no stack; what follows may fail for want of it
      leave();
    }
  }

  /**
   * Adds a call. No method is called while the list changes, so that it is changed as a whole or
   * not at all.
   */
  private synchronized void enter(Call call) {
    if (closing && !isInside(call.thread)) {
      throw new IllegalStateException(name + ": expected to be open, found closed");
    }
    call.next = first;
    first = call;
  }

  private synchronized void leave() {
    forgetEnded();
    notifyAll();
  }

  private void forgetEnded() {
    Call kept = null;
    for (Call each = first; each != null; each = each.next) {
      if (!each.ended) {
        kept = each;
      } else if (kept == null) {
        first = each.next;
      } else {
        kept.next = each.next;
      }
    }
  }

  private boolean isInside(Thread thread) {
    for (Call each = first; each != null; each = each.next) {
      if (each.thread == thread && !each.ended) {
        return true;
      }
    }
    return false;
  }

  /**
   * Closes the gate: refuses further calls, waits until the calls inside are out, and then frees,
   * once. A second call waits until that is done.
   *
   * @throws IllegalStateException if the calling thread is inside itself
   */
  public void close(Runnable free) {
    if (awaitTurnToFree()) {
      try {
        free.run();
      } finally {
        setFreed();
        OpenGates.remove(this);
      }
    }
  }

  /**
   * Waits until all calls are out, or until another thread has freed; true if this thread is to
   * free.
   */
  private synchronized boolean awaitTurnToFree() {
    if (isInside(Thread.currentThread())) {
      throw new IllegalStateException(name + ": cannot be closed from within a call of it");
    }
    boolean closer = false;
    boolean waited = false;
    boolean interrupted = false;
    try {
      forgetEnded();
      while (!freed) {
        if (!closing) {
          closing = true;
          closer = true;
        }
        if (closer && first == null) {
          break;
        }
        interrupted |= pause();
        forgetEnded();
      }
      waited = true;
    } finally {
      if (closer && !waited) {
        closing = false; // nothing was freed: another who closes does it
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return closer;
  }

  private synchronized void setFreed() {
    freed = true;
    notifyAll();
  }

  /**
   * Waits until the calls now inside are out; others may enter meanwhile.
   *
   * @param deadline {@link System#nanoTime} after which it does not wait any longer
   */
  synchronized void awaitRunning(long deadline) {
    Call newest = first;
    boolean interrupted = false;
    while (anyRuns(newest) && System.nanoTime() - deadline < 0) {
      interrupted |= pause();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether a call still runs that entered no later than a given one. */
  private static boolean anyRuns(@Nullable Call newest) {
    for (Call each = newest; each != null; each = each.next) {
      if (!each.ended) {
        return true;
      }
    }
    return false;
  }

  /** Releases the monitor for a moment, or until a call leaves; true if interrupted. */
  private boolean pause() {
    try {
      TimeUnit.MILLISECONDS.timedWait(this, POLL_MILLIS);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
