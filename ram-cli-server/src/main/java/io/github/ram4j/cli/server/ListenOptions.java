package io.github.ram4j.cli.server;

import io.github.ram4j.server.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of where a server listens, and to whom. */
final class ListenOptions {
  /** The variable of the environment that has the token. */
  static final String TOKEN = "RAM_SERVER_TOKEN";

  private static final int MAX_TOKEN = 4096;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on; 8080 by default, 0 for a free one.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 127.0.0.1 by default, this machine alone.")
  private String host;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A name that requests may be for, as where a proxy passes them on; may be repeated.")
  private List<String> hosts = List.of();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "Ask for the token in this file: 'Authorization: Bearer TOKEN'.",
        "Or give it in the environment: " + TOKEN + "."
      })
  private Path tokenFile;

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      description = "An origin whose pages may ask, https://photos.example; may be repeated.")
  private List<String> origins = List.of();

  @Option(
      names = "--fetch-host",
      paramLabel = "NAME[:PORT]",
      description =
          "A host from which PhotoPrism's images may be fetched; may be repeated. By default none"
              + " are.")
  private List<String> fetched = List.of();

  @Option(
      names = "--access-log",
      description = "Log each request on the standard error, without its contents.")
  private boolean accessLog;

  /** These options on others; tells who may ask. */
  ServerOptions on(ServerOptions options, PrintWriter err) throws IOException {
    String token = token();
    if (accessLog) {
      // The programs' logger says warnings alone.
      System.setProperty("org.slf4j.simpleLogger.log.io.github.ram4j.server.access", "info");
    }
    ServerOptions all =
        options
            .withAddress(host, port)
            .withHosts(hosts)
            .withOrigins(origins)
            .withFetchedHosts(fetched)
            .withAccessLog(accessLog);
    if (token == null && !address().isLoopbackAddress()) {
      err.println("note: without a token, whoever reaches this machine may ask (--token-file)");
    }
    return token == null ? all : all.withToken(token);
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--host: expected a name or number of this machine, found \"%s\"".formatted(host), e);
    }
  }

  private String token() throws IOException {
    String ofEnvironment = System.getenv(TOKEN);
    if (tokenFile == null) {
      return ofEnvironment == null || ofEnvironment.isBlank() ? null : ofEnvironment.strip();
    }
    if (Files.isDirectory(tokenFile)) {
      throw new IllegalArgumentException(
          "--token-file: expected a file, found the folder " + tokenFile);
    }
    if (Files.size(tokenFile) > MAX_TOKEN) {
      throw new IllegalArgumentException(
          "--token-file: expected at most %d bytes, found %d"
              .formatted(MAX_TOKEN, Files.size(tokenFile)));
    }
    return Files.readString(tokenFile, StandardCharsets.UTF_8).strip();
  }
}
