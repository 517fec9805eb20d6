package io.github.ram4j.spark.data;

import io.github.ram4j.RamException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.spark.SparkException;

/** Failures of jobs as those of this project that led to them. */
final class SparkFailures {
  private SparkFailures() {}

  /** Work of the driver. */
  @FunctionalInterface
  interface Work<R> {
    R done() throws IOException;
  }

  /**
   * Does work; a job that fails for an unreadable file or image throws what its task threw.
   *
   * @throws IOException if a file cannot be read or written
   */
  static <R> R explained(Work<R> work) throws IOException {
    try {
      return work.done();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // Scala's methods do not declare SparkException
      throw explained(e);
    }
  }

  private static IOException explained(Exception failure) {
    if (failure instanceof SparkException) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof RamException ram) {
          throw ram;
        }
        if (cause instanceof UncheckedIOException unchecked) {
          return Objects.requireNonNull(unchecked.getCause());
        }
        if (cause instanceof IOException io) {
          return io;
        }
      }
    }
    return failure instanceof IOException io ? io : new IOException(failure.getMessage(), failure);
  }
}
