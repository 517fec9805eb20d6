package io.github.ram4j.spring.model;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Methods of an interface that declare no exception, made of those that read files. */
final class Unchecked {
  private Unchecked() {}

  /** The reading of something. */
  @FunctionalInterface
  interface Reading<R> {
    R run() throws IOException;
  }

  static <R> R io(Reading<R> reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }
}
