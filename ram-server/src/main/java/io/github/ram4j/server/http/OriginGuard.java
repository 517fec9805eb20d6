package io.github.ram4j.server.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Refuses requests of pages of other origins, which browsers would send even where the answer is
 * kept from the page.
 */
public final class OriginGuard implements Guard {
  private final Set<String> allowed;
  private final String expected;

  /** A guard that lets the server's own pages pass, and those of some origins. */
  public OriginGuard(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
    this.expected =
        "this server's own" + (allowed.isEmpty() ? "" : " or one of " + String.join(", ", allowed));
  }

  @Override
  public Optional<Problem> refuses(Request request) {
    // All of them: what is between a browser and this server may have added one.
    return request.getHeaders().getValuesList(HttpHeader.ORIGIN).stream()
        .filter(origin -> !allowed.contains(origin) && !isOwn(origin, request))
        .findFirst()
        .map(
            origin ->
                Problem.forbidden("Origin: expected %s, found \"%s\"".formatted(expected, origin)));
  }

  private static boolean isOwn(String origin, Request request) {
    String authority = request.getHttpURI().getAuthority();
    return authority != null
        && (origin.equals("http://" + authority) || origin.equals("https://" + authority));
  }
}
