package io.github.ram4j.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on the bytes of all bodies that are in memory. Thread-safe. */
public final class ByteBudget {
  private final long bytes;
  private final AtomicLong taken = new AtomicLong();

  /** A budget of a number of bytes. */
  public ByteBudget(long bytes) {
    this.bytes = bytes;
  }

  /** Takes bytes; returns false, and takes none, where there are too few. */
  public boolean take(long count) {
    if (taken.addAndGet(count) > bytes) {
      taken.addAndGet(-count);
      return false;
    }
    return true;
  }

  /** Gives bytes back. */
  public void giveBack(long count) {
    taken.addAndGet(-count);
  }

  /** The bytes in use. */
  public long taken() {
    return taken.get();
  }
}
