package io.github.ram4j.server.metrics;

import io.github.ram4j.server.batch.BatchListener;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Reply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** The meters of a server. Thread-safe. */
public final class ServerMetrics implements BatchListener, RequestLog {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private volatile Set<String> paths = Set.of();

  /** Meters of the process, until more is known. */
  public ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Tells the paths whose requests are counted apart; all others are counted together. */
  public void know(Set<String> known) {
    paths = Set.copyOf(known);
  }

  /** Adds a number that is asked for when the meters are read. */
  public void gauge(String name, String description, LongSupplier value) {
    Gauge.builder(name, value, LongSupplier::getAsLong)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** The endpoint that Prometheus reads. */
  public Endpoint endpoint() {
    return call -> CompletableFuture.completedFuture(Reply.text(TYPE, registry.scrape(TYPE)));
  }

  @Override
  public void log(Request request, Response response) {
    String path = String.valueOf(request.getHttpURI().getCanonicalPath());
    Timer.builder("ram4j.requests")
        .description("Time of requests, from their heads to their answers")
        .tag("path", paths.contains(path) ? path : "other")
        .tag("status", Integer.toString(response.getStatus()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(System.nanoTime() - request.getHeadersNanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void begins(String kind, int inputs, long longestWaitNanos) {
    DistributionSummary.builder("ram4j.batch.images")
        .description("Images of an inference")
        .tag("kind", kind)
        .register(registry)
        .record(inputs);
    Timer.builder("ram4j.batch.wait")
        .description("Time that the first image of a batch waited")
        .tag("kind", kind)
        .register(registry)
        .record(longestWaitNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void ended(String kind, int inputs, long nanos) {
    Timer.builder("ram4j.batch.inference")
        .description("Time of inferences, decoding included")
        .tag("kind", kind)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void leftOut(String kind) {
    Counter.builder("ram4j.left.out")
        .description("Images that were not inferred, because nobody waited any longer")
        .tag("kind", kind)
        .register(registry)
        .increment();
  }
}
