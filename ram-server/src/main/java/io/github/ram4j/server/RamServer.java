package io.github.ram4j.server;

import io.github.ram4j.server.api.ApiFailures;
import io.github.ram4j.server.api.Inferences;
import io.github.ram4j.server.api.ModelEndpoints;
import io.github.ram4j.server.api.RecognizeEndpoint;
import io.github.ram4j.server.batch.BatchListener;
import io.github.ram4j.server.batch.BatchSettings;
import io.github.ram4j.server.batch.Batcher;
import io.github.ram4j.server.http.BodyLimits;
import io.github.ram4j.server.http.ByteBudget;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.EndpointHandler;
import io.github.ram4j.server.http.ProblemErrors;
import io.github.ram4j.server.http.Reply;
import io.github.ram4j.server.http.WatchedConnector;
import io.github.ram4j.server.page.PageFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running server of open models. Thread-safe. {@link #close()} answers the requests that run,
 * refuses others and leaves the models open.
 */
public final class RamServer implements AutoCloseable {
  private final Server server;
  private final WatchedConnector connector;
  private final Batcher batcher;

  private RamServer(Server server, WatchedConnector connector, Batcher batcher) {
    this.server = server;
    this.connector = connector;
    this.batcher = batcher;
  }

  /**
   * Starts a server.
   *
   * @param models open until the server is closed
   * @param options of the server
   * @return a running server, to be closed by the caller
   * @throws IOException if it cannot listen where the options say
   */
  public static RamServer start(ServedModels models, ServerOptions options) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(16, 4);
    threads.setName("ram4j-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    WatchedConnector connector =
        new WatchedConnector(server, new HttpConnectionFactory(http), Duration.ofSeconds(10));
    connector.setHost(options.host());
    connector.setPort(options.port());
    server.addConnector(connector);
    server.setErrorHandler(new ProblemErrors());
    Batcher batcher =
        new Batcher(
            new BatchSettings(8, Duration.ZERO, 64, 2),
            new BatchListener() {
              @Override
              public void begins(String kind, int inputs, long longestWaitNanos) {}

              @Override
              public void ended(String kind, int inputs, long nanos) {}

              @Override
              public void leftOut(String kind) {}
            });
    Inferences inferences = new Inferences(models.recognizer(), models.captioner());
    Map<String, Map<String, Endpoint>> endpoints = new LinkedHashMap<>();
    PageFiles.endpoints().forEach((path, file) -> endpoints.put(path, Map.of("GET", file)));
    endpoints.put("/v1/recognize", Map.of("POST", new RecognizeEndpoint(inferences, batcher)));
    endpoints.put("/v1/tags", Map.of("GET", ModelEndpoints.tags(inferences)));
    endpoints.put(
        "/v1/model",
        Map.of("GET", ModelEndpoints.model(inferences, new ModelEndpoints.Limits(20 << 20, 0))));
    Reply alive = Reply.json(out -> out.writeStringField("status", "UP"));
    endpoints.put("/health/live", Map.of("GET", call -> CompletableFuture.completedFuture(alive)));
    server.setHandler(
        new EndpointHandler(
            endpoints,
            List.of(),
            new BodyLimits(20 << 20, 1024, Duration.ofSeconds(5), Duration.ofSeconds(60)),
            new ByteBudget(256 << 20),
            new ApiFailures()));
    RamServer running = new RamServer(server, connector, batcher);
    try {
      server.start();
      return running;
    } catch (IOException | RuntimeException e) {
      running.close();
      throw e;
    } catch (Exception e) {
      running.close();
      throw new IOException("server: expected it to start, found: " + e.getMessage(), e);
    }
  }

  /**
   * The address of the server.
   *
   * @return with the port that the system gave where 0 was asked for
   */
  public URI uri() {
    String host = connector.getHost() == null ? "localhost" : connector.getHost();
    return URI.create(
        "http://%s:%d/"
            .formatted(host.contains(":") ? "[" + host + "]" : host, connector.getLocalPort()));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("server: expected it to stop, found: " + e.getMessage(), e);
    } finally {
      batcher.close();
    }
  }
}
