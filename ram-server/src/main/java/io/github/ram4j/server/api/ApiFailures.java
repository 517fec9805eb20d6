package io.github.ram4j.server.api;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageLimitException;
import io.github.ram4j.server.batch.QueueFullException;
import io.github.ram4j.server.http.Failures;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exceptions of models and queues as problems. */
public final class ApiFailures implements Failures {
  private static final Logger LOG = LoggerFactory.getLogger(ApiFailures.class);
  private static final int RETRY_SECONDS = 1;

  @Override
  public Problem problem(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ProblemException known) {
      return known.problem();
    }
    if (cause instanceof ImageLimitException image) {
      return Problem.tooLarge(String.valueOf(image.getMessage()));
    }
    if (cause instanceof ImageException image) {
      return Problem.notAnImage(String.valueOf(image.getMessage()));
    }
    if (cause instanceof QueueFullException full) {
      return Problem.tooMany(String.valueOf(full.getMessage()), RETRY_SECONDS);
    }
    if (cause instanceof CancellationException) {
      return Problem.unavailable("answer: expected somebody to wait for it, found nobody", 0);
    }
    if (cause instanceof IllegalArgumentException wrong && isOurs(wrong)) {
      return Problem.unusable(String.valueOf(wrong.getMessage()));
    }
    if (cause instanceof IllegalStateException && isOurs(cause)) {
      return Problem.unavailable("server: expected it to run, found it stopping", RETRY_SECONDS);
    }
    LOG.error("A request failed", cause);
    return Problem.internal("answer: expected one, found a fault, which the server's log has");
  }

  /** Returns whether this project checked an argument or a state; what others throw is a fault. */
  private static boolean isOurs(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("io.github.ram4j.");
  }
}
