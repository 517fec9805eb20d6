package io.github.ram4j.server.api;

import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Whether the server lives, and whether it answers. */
public final class HealthEndpoints {
  private static final int RETRY_SECONDS = 5;

  private HealthEndpoints() {}

  /** Answers as long as the process can. */
  public static Endpoint live() {
    Reply up = up();
    return call -> CompletableFuture.completedFuture(up);
  }

  /** Answers as soon as the models are warm, until the server stops. */
  public static Endpoint ready(BooleanSupplier ready) {
    Reply up = up();
    return call ->
        CompletableFuture.completedFuture(
            ready.getAsBoolean()
                ? up
                : Reply.of(
                    Problem.unavailable(
                        "models: expected them to be warm, found them getting so", RETRY_SECONDS)));
  }

  private static Reply up() {
    return Reply.json(out -> out.writeStringField("status", "UP"));
  }
}
