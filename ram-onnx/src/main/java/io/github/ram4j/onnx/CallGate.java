package io.github.ram4j.onnx;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Lets calls through side by side until it is closed; closing waits for those that are inside. */
final class CallGate {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final String name;
  private boolean closed;

  /**
   * An open gate.
   *
   * @param name what messages call that which is closed
   */
  CallGate(String name) {
    this.name = name;
  }

  /**
   * Enters; {@link #leave} must follow.
   *
   * @throws IllegalStateException if the gate is closed; nothing is to be left then
   */
  void enter() {
    lock.readLock().lock();
    if (closed) {
      lock.readLock().unlock();
      throw new IllegalStateException(name + ": expected to be open, found closed");
    }
  }

  /** Leaves, on the thread that entered. */
  void leave() {
    lock.readLock().unlock();
  }

  /**
   * Closes the gate once all calls are out, and then does what has to be done once.
   *
   * @throws IllegalStateException if the calling thread is inside itself
   */
  void close(Runnable free) {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(name + ": cannot be closed from within a call of it");
    }
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
