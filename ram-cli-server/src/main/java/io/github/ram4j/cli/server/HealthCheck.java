package io.github.ram4j.cli.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Whether the server of this machine is ready, for images that have no program to ask with. */
public final class HealthCheck {
  private static final String READY = "http://127.0.0.1:8080/health/ready";
  private static final int OK = 200;
  private static final int PATIENCE_MS = 4000;

  private HealthCheck() {}

  /**
   * Ends with 0 if the server is ready, else with 1.
   *
   * @param arguments the address to ask, if it is another
   */
  public static void main(String[] arguments) {
    System.exit(isReady(arguments.length == 0 ? READY : arguments[0]) ? 0 : 1);
  }

  static boolean isReady(String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      return connection.getResponseCode() == OK;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
