package io.github.ram4j.server;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options of a server. Immutable. By default it listens on 127.0.0.1, asks for no token, answers no
 * page of another origin, fetches nothing and logs no requests.
 */
public final class ServerOptions {
  private static final String HOST = "([A-Za-z0-9._\\-]+|\\[[0-9A-Fa-f:.]+\\])";

  /** The least number of characters of a token. */
  public static final int LEAST_TOKEN = 16;

  private final String host;
  private final int port;
  private final List<String> hosts;
  private final @Nullable String token;
  private final List<String> origins;
  private final List<String> fetchedHosts;
  private final boolean accessLog;
  private final Batching batching;
  private final ServerLimits limits;

  private ServerOptions(
      String host,
      int port,
      List<String> hosts,
      @Nullable String token,
      List<String> origins,
      List<String> fetchedHosts,
      boolean accessLog,
      Batching batching,
      ServerLimits limits) {
    this.host = Objects.requireNonNull(host, "host");
    this.port = port;
    this.hosts = List.copyOf(hosts);
    this.token = token;
    this.origins = List.copyOf(origins);
    this.fetchedHosts = List.copyOf(fetchedHosts);
    this.accessLog = accessLog;
    this.batching = Objects.requireNonNull(batching, "batching");
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * How images that wait are inferred together.
   *
   * @param maxBatch images of one inference, 1 for none together; the recognizer has to be opened
   *     with the same batch size
   * @param window how long the first image waits for others, 0 for not at all: those that wait
   *     anyway are then taken along
   * @param queue images that wait at most; above it 429
   * @param workers inferences at once
   */
  public record Batching(int maxBatch, Duration window, int queue, int workers) {
    /** Checks the numbers. */
    public Batching {
      if (maxBatch < 1 || queue < 1 || workers < 1 || window.isNegative()) {
        throw new IllegalArgumentException(
            ("batching: expected 1 or more images, places in the queue and workers, and a window"
                    + " of 0 or more, found %d, %d, %d and %s")
                .formatted(maxBatch, queue, workers, window));
      }
    }
  }

  /**
   * The defaults, on a port that the system chooses.
   *
   * @return the options
   */
  public static ServerOptions defaults() {
    return new ServerOptions(
        "127.0.0.1",
        0,
        List.of(),
        null,
        List.of(),
        List.of(),
        false,
        new Batching(1, Duration.ZERO, 64, 2),
        ServerLimits.defaults());
  }

  /**
   * Options with another address to listen on.
   *
   * @param address a name or number of this machine; 0.0.0.0 for all of its addresses
   * @param number of the port, 0 for one that the system chooses
   * @return the options
   */
  public ServerOptions withAddress(String address, int number) {
    if (number < 0 || number > 65_535) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + number);
    }
    return new ServerOptions(
        address, number, hosts, token, origins, fetchedHosts, accessLog, batching, limits);
  }

  private static void requireNames(String what, List<String> names, String form) {
    for (String name : names) {
      if (!name.matches(form)) {
        throw new IllegalArgumentException(
            "%s: expected a name, without http:// and path, found \"%s\"".formatted(what, name));
      }
    }
  }

  /**
   * Options with the names that requests may be for: the server refuses those for others. Without
   * any, a server on a loopback address takes that and localhost, and any other takes all.
   *
   * @param names without ports
   * @return the options
   */
  public ServerOptions withHosts(List<String> names) {
    requireNames("host of requests", names, HOST);
    return new ServerOptions(
        host, port, names, token, origins, fetchedHosts, accessLog, batching, limits);
  }

  /**
   * Options with a token, which requests of the API have to have.
   *
   * @param secret 16 printable ASCII characters or more, without spaces
   * @return the options
   */
  public ServerOptions withToken(String secret) {
    if (secret.length() < LEAST_TOKEN || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "token: expected %d printable ASCII characters or more, without spaces, found %d characters"
              .formatted(LEAST_TOKEN, secret.length()));
    }
    return new ServerOptions(
        host, port, hosts, secret, origins, fetchedHosts, accessLog, batching, limits);
  }

  /**
   * Options with origins whose pages may ask.
   *
   * @param allowed as browsers write them, {@code https://photos.example}
   * @return the options
   */
  public ServerOptions withOrigins(List<String> allowed) {
    for (String origin : allowed) {
      if (!origin.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+")) {
        throw new IllegalArgumentException(
            "origin: expected http(s)://HOST[:PORT], found \"%s\"".formatted(origin));
      }
    }
    return new ServerOptions(
        host, port, hosts, token, allowed, fetchedHosts, accessLog, batching, limits);
  }

  /**
   * Options with hosts from which PhotoPrism's images may be fetched.
   *
   * @param names of hosts, each with its port where that is not the usual one: {@code photos:2342}
   * @return the options
   */
  public ServerOptions withFetchedHosts(List<String> names) {
    requireNames("host to fetch from", names, HOST + "(:[0-9]{1,5})?");
    return new ServerOptions(host, port, hosts, token, origins, names, accessLog, batching, limits);
  }

  /**
   * Options with a line of the log for each request: client, method, path without its query,
   * status, bytes, milliseconds.
   *
   * @param wanted whether to log
   * @return the options
   */
  public ServerOptions withAccessLog(boolean wanted) {
    return new ServerOptions(
        host, port, hosts, token, origins, fetchedHosts, wanted, batching, limits);
  }

  /**
   * Options with other batches.
   *
   * @param settings of batches
   * @return the options
   */
  public ServerOptions withBatching(Batching settings) {
    return new ServerOptions(
        host, port, hosts, token, origins, fetchedHosts, accessLog, settings, limits);
  }

  /**
   * Options with other limits.
   *
   * @param bounds of requests
   * @return the options
   */
  public ServerOptions withLimits(ServerLimits bounds) {
    return new ServerOptions(
        host, port, hosts, token, origins, fetchedHosts, accessLog, batching, bounds);
  }

  /**
   * The address to listen on.
   *
   * @return a name or number
   */
  public String host() {
    return host;
  }

  /**
   * The port.
   *
   * @return 0 for one that the system chooses
   */
  public int port() {
    return port;
  }

  /**
   * The names that requests may be for.
   *
   * @return empty where none are given
   */
  public List<String> hosts() {
    return hosts;
  }

  /**
   * The token.
   *
   * @return empty where none is asked for
   */
  public Optional<String> token() {
    return Optional.ofNullable(token);
  }

  /**
   * The origins whose pages may ask, beside the server's own.
   *
   * @return empty for none
   */
  public List<String> origins() {
    return origins;
  }

  /**
   * The hosts from which images may be fetched.
   *
   * @return empty for none
   */
  public List<String> fetchedHosts() {
    return fetchedHosts;
  }

  /**
   * Whether requests are logged.
   *
   * @return false by default
   */
  public boolean accessLog() {
    return accessLog;
  }

  /**
   * The settings of batches.
   *
   * @return never null
   */
  public Batching batching() {
    return batching;
  }

  /**
   * The limits.
   *
   * @return never null
   */
  public ServerLimits limits() {
    return limits;
  }
}
