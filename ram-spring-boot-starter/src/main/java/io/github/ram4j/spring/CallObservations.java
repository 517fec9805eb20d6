package io.github.ram4j.spring;

import io.github.ram4j.spring.model.CallListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** An observation of each call, its wait included; its parent is the one that is current. */
final class CallObservations implements CallListener {
  private final ObservationRegistry registry;

  CallObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public CallEnd begun(String model, String operation) {
    Observation observation =
        Observation.createNotStarted("ram4j.call", registry)
            .contextualName("ram4j " + operation)
            .lowCardinalityKeyValue("model", model)
            .lowCardinalityKeyValue("operation", operation)
            .start();
    return call -> {
      observation.highCardinalityKeyValue("items", Long.toString(call.items()));
      observation.highCardinalityKeyValue("failed", Long.toString(call.failed()));
      Throwable failure = call.failure();
      if (failure != null) {
        observation.error(failure);
      }
      observation.stop();
    };
  }
}
