package io.github.ram4j.spring;

import io.github.ram4j.spring.model.CallLimit;
import io.github.ram4j.spring.model.CallListener;
import io.github.ram4j.spring.model.FinishedCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** Meters of calls: latency, waits, images, failures, and how many images a call has. */
final class CallMeters implements CallListener {
  private final MeterRegistry registry;

  CallMeters(MeterRegistry registry, CallLimit limit) {
    this.registry = registry;
    Gauge.builder("ram4j.calls.active", limit, CallLimit::active)
        .description("Calls that compute now")
        .register(registry);
    Gauge.builder("ram4j.calls.waiting", limit, CallLimit::waiting)
        .description("Calls that wait for others now")
        .register(registry);
    Gauge.builder("ram4j.calls.limit", limit, CallLimit::limit)
        .description("Calls that may compute at the same time")
        .register(registry);
  }

  @Override
  public CallEnd begun(String model, String operation) {
    return this::count;
  }

  private void count(FinishedCall call) {
    Throwable failure = call.failure();
    Tags tags = Tags.of("model", call.model(), "operation", call.operation());
    Timer.builder("ram4j.calls")
        .description("Time of a call without its wait for others")
        .tags(tags.and("error", failure == null ? "none" : failure.getClass().getSimpleName()))
        .register(registry)
        .record(call.took());
    Timer.builder("ram4j.calls.wait")
        .description("Time that a call waited for others")
        .tags(tags)
        .register(registry)
        .record(call.waited());
    if (call.items() > 0) {
      count(call, tags);
    }
  }

  private void count(FinishedCall call, Tags tags) {
    String items = call.model().equals("text-encoder") ? "texts" : "images";
    counter(items, items + " given to calls", tags).increment((double) call.items());
    counter(items + ".failed", items + " without a result", tags).increment((double) call.failed());
    DistributionSummary.builder("ram4j.batch.size")
        .description("Images or texts of a call")
        .baseUnit(items)
        .tags(tags)
        .register(registry)
        .record((double) call.items());
  }

  /** By a builder: the short form has another signature in each version of Micrometer. */
  private Counter counter(String name, String description, Tags tags) {
    return Counter.builder("ram4j." + name).description(description).tags(tags).register(registry);
  }
}
