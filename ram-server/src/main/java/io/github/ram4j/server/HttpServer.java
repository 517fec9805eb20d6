package io.github.ram4j.server;

import io.github.ram4j.server.api.ApiFailures;
import io.github.ram4j.server.http.AccessLog;
import io.github.ram4j.server.http.BodyLimits;
import io.github.ram4j.server.http.ByteBudget;
import io.github.ram4j.server.http.ClientGuard;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.EndpointHandler;
import io.github.ram4j.server.http.GracefulStop;
import io.github.ram4j.server.http.Guard;
import io.github.ram4j.server.http.HostGuard;
import io.github.ram4j.server.http.OriginGuard;
import io.github.ram4j.server.http.ProblemErrors;
import io.github.ram4j.server.http.TokenGuard;
import io.github.ram4j.server.http.WatchedConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty as this server needs it. */
final class HttpServer {
  private static final int MAX_THREADS = 16;
  private static final int MIN_THREADS = 4;
  private static final int HEAD_BYTES = 8192;
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** What a connection may be idle where all connections are taken. */
  private static final long CROWDED_IDLE_MS = 1000;

  private final Server server;
  private final URI uri;
  private final NetworkConnectionLimit connections;

  private HttpServer(Server server, URI uri, NetworkConnectionLimit connections) {
    this.server = server;
    this.uri = uri;
    this.connections = connections;
  }

  /** Starts to listen. */
  static HttpServer start(
      Map<String, Map<String, Endpoint>> endpoints,
      ServerOptions options,
      ByteBudget bodies,
      RequestLog metrics)
      throws IOException {
    ServerLimits limits = options.limits();
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("ram4j-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEAD_BYTES);
    WatchedConnector connector =
        new WatchedConnector(server, new HttpConnectionFactory(http), limits.headTime());
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setIdleTimeout(limits.idleTime().toMillis());
    server.addConnector(connector);
    NetworkConnectionLimit connections =
        new NetworkConnectionLimit(limits.connections(), connector);
    connections.setEndPointIdleTimeout(CROWDED_IDLE_MS);
    connector.addBean(connections);
    server.setErrorHandler(new ProblemErrors());
    server.setRequestLog(
        options.accessLog() ? new RequestLog.Collection(metrics, new AccessLog()) : metrics);
    server.setStopTimeout(limits.stopTime().toMillis());
    server.setHandler(new GracefulStop(withOrigins(options, handler(endpoints, options, bodies))));
    try {
      server.start();
      return new HttpServer(server, uri(connector), connections);
    } catch (IOException e) {
      stop(server);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "%s:%d: expected an address that is free to listen on, found: %s"
              .formatted(options.host(), options.port(), cause.getMessage()),
          e);
    } catch (RuntimeException e) {
      stop(server);
      throw e;
    } catch (Exception e) {
      stop(server);
      throw new IOException("server: expected it to start, found: " + e.getMessage(), e);
    }
  }

  private static Handler handler(
      Map<String, Map<String, Endpoint>> endpoints, ServerOptions options, ByteBudget bodies)
      throws UnknownHostException {
    ServerLimits limits = options.limits();
    List<Guard> guards = new ArrayList<>();
    Set<String> hosts = hosts(options);
    if (!hosts.isEmpty()) {
      guards.add(new HostGuard(hosts));
    }
    guards.add(new OriginGuard(options.origins()));
    options.token().ifPresent(token -> guards.add(new TokenGuard(token, Endpoints.open())));
    guards.add(new ClientGuard(limits.requestsOfClient()));
    return new EndpointHandler(
        endpoints,
        guards,
        new BodyLimits(
            limits.bodyBytes(), limits.bodyBytesPerSecond(), GRACE, limits.requestTime()),
        bodies,
        new ApiFailures());
  }

  /** The names that requests may be for; empty for all. */
  private static Set<String> hosts(ServerOptions options) throws UnknownHostException {
    Set<String> hosts = new HashSet<>(options.hosts());
    if (InetAddress.getByName(options.host()).isLoopbackAddress()) {
      hosts.addAll(List.of("localhost", "127.0.0.1", "::1", options.host()));
    }
    return hosts;
  }

  private static Handler withOrigins(ServerOptions options, Handler handler) {
    if (options.origins().isEmpty()) {
      return handler;
    }
    CrossOriginHandler cross = new CrossOriginHandler();
    cross.setAllowedOriginPatterns(
        options.origins().stream().map(Pattern::quote).collect(Collectors.toSet()));
    cross.setAllowedMethods(Set.of("GET", "POST"));
    cross.setAllowedHeaders(Set.of("Authorization", "Content-Type"));
    cross.setHandler(handler);
    return cross;
  }

  /** The address, with the port that the system gave; the same when the server is stopped. */
  URI uri() {
    return uri;
  }

  private static URI uri(WatchedConnector connector) {
    String host = connector.getHost();
    return URI.create(
        "http://%s:%d/"
            .formatted(host.contains(":") ? "[" + host + "]" : host, connector.getLocalPort()));
  }

  /** The number of open connections. */
  int connections() {
    return connections.getNetworkConnectionCount();
  }

  /** Refuses further requests and waits for the answers of those that run. */
  void stop() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("server: expected it to stop, found: " + e.getMessage(), e);
    }
  }
}
