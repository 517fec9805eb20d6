package io.github.ram4j.server.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Request;

/** Refuses requests of a client that has too many running. The last guard: it counts. */
public final class ClientGuard implements Guard {
  private final int most;
  private final Map<String, Integer> running = new ConcurrentHashMap<>();

  /** A guard of a greatest number of requests at once of an address. */
  public ClientGuard(int most) {
    this.most = most;
  }

  @Override
  public Optional<Problem> refuses(Request request) {
    String client = Request.getRemoteAddr(request);
    boolean[] entered = {false};
    running.compute(
        client,
        (address, count) -> {
          int now = count == null ? 0 : count;
          entered[0] = now < most;
          return entered[0] ? Integer.valueOf(now + 1) : count;
        });
    if (!entered[0]) {
      return Optional.of(
          Problem.tooMany(
              "requests of this client: expected at most %d at once, found more".formatted(most),
              1));
    }
    Request.addCompletionListener(request, failure -> leave(client));
    return Optional.empty();
  }

  private void leave(String client) {
    running.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
  }
}
