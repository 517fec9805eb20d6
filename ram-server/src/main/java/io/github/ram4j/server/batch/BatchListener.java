package io.github.ram4j.server.batch;

/** What hears of batches, on the workers' threads. */
public interface BatchListener {
  /** A batch begins. */
  void begins(String kind, int inputs, long longestWaitNanos);

  /** A batch ended. */
  void ended(String kind, int inputs, long nanos);

  /** An input is left out, because nobody waits for it any longer. */
  void leftOut(String kind);
}
