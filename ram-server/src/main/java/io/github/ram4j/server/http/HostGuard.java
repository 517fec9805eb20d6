package io.github.ram4j.server.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Request;

/**
 * Refuses requests for other hosts. A page of a stranger whose name suddenly leads to this machine
 * (DNS rebinding) has that name in its requests.
 */
public final class HostGuard implements Guard {
  private final Set<String> hosts = new HashSet<>();

  /** A guard that lets requests for these names pass, whatever their ports. */
  public HostGuard(Collection<String> hosts) {
    hosts.forEach(host -> this.hosts.add(plain(host)));
  }

  @Override
  public Optional<Problem> refuses(Request request) {
    String host = request.getHttpURI().getHost();
    return host == null || hosts.contains(plain(host))
        ? Optional.empty()
        : Optional.of(
            Problem.wrongHost(
                "Host: expected a name of this server, found \"%s\"".formatted(host)));
  }

  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") && lower.endsWith("]")
        ? lower.substring(1, lower.length() - 1)
        : lower;
  }
}
