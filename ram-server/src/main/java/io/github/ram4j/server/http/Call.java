package io.github.ram4j.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A request as an endpoint sees it. */
public interface Call {
  /** The decoded parameters of the query, each with its values. */
  Map<String, List<String>> query();

  /** A header's value. */
  Optional<String> header(String name);

  /**
   * Reads the body, once.
   *
   * @return the whole body; it ends with a {@link ProblemException} where the body is cut, too
   *     large or too slow
   */
  CompletionStage<byte[]> body();

  /** Returns whether somebody still waits for the answer: false once the client went away. */
  boolean isWanted();
}
