package io.github.ram4j.server;

import io.github.ram4j.RamException;
import io.github.ram4j.server.api.Inferences;
import io.github.ram4j.server.api.NameViews;
import io.github.ram4j.server.batch.BatchSettings;
import io.github.ram4j.server.batch.Batcher;
import io.github.ram4j.server.http.ByteBudget;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.metrics.ServerMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server of open models. Thread-safe. {@link #close()} refuses further requests, answers
 * those that run, as far as the time of a stop allows, and leaves the models open.
 */
public final class RamServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RamServer.class);

  private final HttpServer http;
  private final Batcher batcher;
  private final CompletableFuture<Void> warm;

  private RamServer(HttpServer http, Batcher batcher, CompletableFuture<Void> warm) {
    this.http = http;
    this.batcher = batcher;
    this.warm = warm;
  }

  /**
   * Starts a server. It answers at once; it is ready when its models have been warmed up, which
   * goes on while this returns.
   *
   * @param models open until the server is closed
   * @param options of the server
   * @return a running server, to be closed by the caller
   * @throws IOException if it cannot listen where the options say
   */
  public static RamServer start(ServedModels models, ServerOptions options) throws IOException {
    CompletableFuture<Void> warm = new CompletableFuture<>();
    ServerOptions.Batching batching = options.batching();
    ServerMetrics metrics = new ServerMetrics();
    Batcher batcher =
        new Batcher(
            new BatchSettings(
                batching.maxBatch(), batching.window(), batching.queue(), batching.workers()),
            metrics);
    try {
      ByteBudget bodies = new ByteBudget(options.limits().memoryBytes());
      BooleanSupplier ready = () -> warm.isDone() && !warm.isCompletedExceptionally();
      Map<String, Map<String, Endpoint>> endpoints =
          Endpoints.of(models, inferences(models, options, batcher), options, bodies, ready);
      endpoints.put(Endpoints.METRICS, Map.of("GET", metrics.endpoint()));
      metrics.know(endpoints.keySet());
      metrics.gauge("ram4j.queue", "Images that wait", batcher::waiting);
      metrics.gauge("ram4j.body.bytes", "Bytes of bodies in memory", bodies::taken);
      HttpServer http = HttpServer.start(endpoints, options, bodies, metrics);
      metrics.gauge("ram4j.connections", "Open connections", http::connections);
      warmUp(models, warm);
      return new RamServer(http, batcher, warm);
    } catch (IOException | RuntimeException e) {
      batcher.close();
      throw e;
    }
  }

  private static Inferences inferences(
      ServedModels models, ServerOptions options, Batcher batcher) {
    return new Inferences(
        batcher,
        models.recognizer(),
        models.captioner(),
        models
            .textEncoder()
            .map(encoder -> new NameViews(models.recognizer(), encoder, options.limits().names())));
  }

  private static void warmUp(ServedModels models, CompletableFuture<Void> warm) {
    Thread thread =
        new Thread(
            () -> {
              try {
                models.recognizer().warmUp();
                models.captioner().ifPresent(captioner -> captioner.warmUp());
                warm.complete(null);
              } catch (RamException | IllegalStateException | UncheckedIOException e) {
                LOG.error("The models could not be warmed up; the server does not get ready", e);
                warm.completeExceptionally(e);
              }
            },
            "ram4j-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits until the models are warm.
   *
   * @throws RamException if a model fails
   */
  public void awaitReady() {
    try {
      warm.join();
    } catch (CompletionException e) {
      throw new RamException("server: expected models that work, found: " + e.getCause(), e);
    }
  }

  /**
   * The address of the server.
   *
   * @return with the port that the system gave where 0 was asked for
   */
  public URI uri() {
    return http.uri();
  }

  @Override
  public void close() {
    http.stop();
    batcher.close();
    warm.handle((done, failed) -> null).join(); // the models are the caller's from now on
  }
}
