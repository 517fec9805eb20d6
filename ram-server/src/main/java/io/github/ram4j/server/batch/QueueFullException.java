package io.github.ram4j.server.batch;

import java.util.concurrent.RejectedExecutionException;

/** The end of an input that found the queue full. */
public final class QueueFullException extends RejectedExecutionException {
  private static final long serialVersionUID = 1L;

  QueueFullException(int length) {
    super("queue: expected room among %d, found none".formatted(length));
  }
}
