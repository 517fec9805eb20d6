package io.github.ram4j.server;

import java.util.Objects;

/** Options of a server. Immutable. */
public final class ServerOptions {
  private final String host;
  private final int port;

  private ServerOptions(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * A server of this machine alone, on a port that the system chooses.
   *
   * @return the options
   */
  public static ServerOptions defaults() {
    return new ServerOptions("127.0.0.1", 0);
  }

  /**
   * Options with another address to listen on.
   *
   * @param address a name or number of this machine; 0.0.0.0 for all of its addresses
   * @return the options
   */
  public ServerOptions withHost(String address) {
    return new ServerOptions(Objects.requireNonNull(address, "address"), port);
  }

  /**
   * Options with another port.
   *
   * @param number 0 for one that the system chooses
   * @return the options
   */
  public ServerOptions withPort(int number) {
    if (number < 0 || number > 65_535) {
      throw new IllegalArgumentException("port: expected 0 to 65535, found " + number);
    }
    return new ServerOptions(host, number);
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
}
