package io.github.ram4j.server.http;

import java.util.concurrent.CompletionStage;

/** What answers the requests of a path and a method. Thread-safe. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a request, at once or later, without blocking the calling thread.
   *
   * @throws ProblemException to answer with a problem; the stage may end with one, too
   */
  CompletionStage<Reply> answer(Call call);
}
