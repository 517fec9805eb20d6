package io.github.ram4j.spring.model;

import io.github.ram4j.RamException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A limit of the calls that compute at the same time, for all models together, since they share the
 * processors. Further calls wait in the order of their coming.
 *
 * <p>Thread-safe.
 */
public final class CallLimit {
  private final int limit;
  private final Duration timeout;
  private final Semaphore permits;
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

  /**
   * A limit.
   *
   * @param limit calls at the same time, 1 or more
   * @param timeout the longest wait; zero for none
   * @throws IllegalArgumentException if the limit is below 1 or the timeout negative
   */
  public CallLimit(int limit, Duration timeout) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit of calls: expected 1 or more, found " + limit);
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("wait for calls: expected 0 or more, found " + timeout);
    }
    this.limit = limit;
    this.timeout = Objects.requireNonNull(timeout, "timeout");
    this.permits = new Semaphore(limit, true);
  }

  /**
   * The limit.
   *
   * @return 1 or more
   */
  public int limit() {
    return limit;
  }

  /**
   * The calls that compute now.
   *
   * @return from 0 to the limit
   */
  public int active() {
    return limit - permits.availablePermits();
  }

  /**
   * The calls that wait now.
   *
   * @return 0 or more, an estimate
   */
  public int waiting() {
    return permits.getQueueLength();
  }

  /** A right to compute, to be given back. */
  @FunctionalInterface
  interface Permit {
    void leave();
  }

  /**
   * Waits for a permit. A thread that has one gets another at once: a model that asks another.
   *
   * @param model its name in messages
   * @throws ModelBusyException if the wait is too long
   * @throws RamException if the thread is interrupted, which it stays
   */
  Permit enter(String model) {
    if (inside.get()) {
      return () -> {};
    }
    try {
      if (!permits.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ModelBusyException(
            "%s: expected fewer than %d calls within %s, found all of them busy and %d waiting"
                .formatted(model, limit, timeout, waiting()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RamException(
          "%s: expected to wait for one of %d calls to end, found the thread interrupted"
              .formatted(model, limit),
          e);
    }
    inside.set(true);
    return () -> {
      inside.remove();
      permits.release();
    };
  }
}
