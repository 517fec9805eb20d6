package io.github.ram4j.server.http;

/** Exceptions as problems; those that no client caused are logged. Thread-safe. */
@FunctionalInterface
public interface Failures {
  /** The problem of an exception. */
  Problem problem(Throwable failure);
}
