package io.github.ram4j.runtime.lifetime;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is being opened, one after the other: unless all of it is kept in the end, it is closed
 * again, the last first.
 */
public final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  public <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** All that was opened belongs to somebody else now. */
  public void keep() {
    parts.clear();
  }

  @Override
  public void close() {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("sessions close without checked exceptions", e);
      }
    }
  }
}
