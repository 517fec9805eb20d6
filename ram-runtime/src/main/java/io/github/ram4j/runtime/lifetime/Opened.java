package io.github.ram4j.runtime.lifetime;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A list of resources opened one after the other. Unless all of them are kept in the end, they are
 * closed again, the last first.
 */
public final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  public <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Hands all resources over to another owner, who closes them. */
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
