package io.github.ram4j.spark;

import io.github.ram4j.Captioner;
import io.github.ram4j.ModelException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.Bundle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model of this process: opened by the first task that needs it, while others that need it wait.
 * Where that task fails, the next one tries. Thread-safe.
 */
final class SharedModel {
  private static final Logger LOG = LoggerFactory.getLogger(SharedModel.class);

  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Open open;

  /**
   * An open model.
   *
   * @param recognizer a {@link Captioner} where captions are asked for
   * @param digest that of its bundle
   */
  record Open(Recognizer recognizer, String digest) {
    Captioner captioner() {
      return (Captioner) recognizer;
    }

    /**
     * Requires a model of a digest.
     *
     * @throws ModelException if this is another
     */
    void requireDigest(String name, String expected) {
      if (!digest.equals(expected)) {
        throw new ModelException(
            ("model %s: expected the digest %s on all executors, as the first one that was asked"
                    + " has it, found %s in %s. A bundle that was replaced is opened by a new"
                    + " application")
                .formatted(name, expected, digest, recognizer.model().source()));
      }
    }
  }

  /**
   * The model, opened where it is not.
   *
   * @param opened told when this call opened it
   * @throws InterruptedIOException if this thread is interrupted while another opens the model
   */
  Open get(ModelPlace place, boolean caption, Runnable opened) throws IOException {
    Open there = open;
    if (there != null) {
      return there;
    }
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another task opened it");
    }
    try {
      there = open;
      if (there == null) {
        there = opened(place, caption);
        open = there;
        opened.run();
      }
      return there;
    } finally {
      lock.unlock();
    }
  }

  private static Open opened(ModelPlace place, boolean caption) throws IOException {
    long start = System.nanoTime();
    Bundle bundle = place.bundle(caption);
    Open opened = new Open(ModelPlace.open(bundle, caption), bundle.digest());
    LOG.info(
        "{} opened in {} ms, for all tasks of this process",
        place.name(),
        (System.nanoTime() - start) / 1_000_000);
    return opened;
  }

  boolean isOpen() {
    return open != null;
  }

  /** Closes the model, which the next task opens again; waits for images in it. */
  void close() {
    lock.lock();
    try {
      Open there = open;
      open = null;
      if (there != null) {
        there.recognizer().close();
      }
    } finally {
      lock.unlock();
    }
  }
}
