package io.github.ram4j.spring;

import io.github.ram4j.ModelInfo;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.spring.model.CallLimit;
import io.github.ram4j.spring.model.ManagedModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The health of the models, without opening any: what both generations of health indicators say.
 *
 * @param status up unless a model failed to open or is closed
 * @param details of each model, and of the calls
 */
record HealthReport(Status status, Map<String, Object> details) {

  /** The health of all models together. */
  enum Status {
    UP,
    /** The newest try to open a model failed. */
    DOWN,
    /** A model is closed: the application stops. */
    OUT_OF_SERVICE
  }

  static HealthReport of(ManagedModels models, CallLimit limit) {
    Map<String, Object> details = new LinkedHashMap<>();
    Status status = Status.UP;
    for (ManagedModel<?> model : models.all()) {
      details.put(model.name(), details(model));
      if (model.state() == ManagedModel.State.FAILED) {
        status = Status.DOWN;
      } else if (model.state() == ManagedModel.State.CLOSED && status == Status.UP) {
        status = Status.OUT_OF_SERVICE;
      }
    }
    details.put(
        "calls",
        Map.of("limit", limit.limit(), "active", limit.active(), "waiting", limit.waiting()));
    return new HealthReport(status, details);
  }

  private static Map<String, Object> details(ManagedModel<?> model) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", state(model.state()));
    model.failure().ifPresent(e -> details.put("error", String.valueOf(e.getMessage())));
    model.ifOpened().ifPresent(open -> put(details, open));
    return details;
  }

  private static void put(Map<String, Object> details, Object open) {
    if (open instanceof Recognizer recognizer) {
      put(details, recognizer.model());
      details.put("tags", recognizer.vocabulary().size());
    } else if (open instanceof TextEncoder encoder) {
      put(details, encoder.model());
      details.put("width", encoder.width());
    } else if (open instanceof Locator locator) {
      put(details, locator.model());
    } else if (open instanceof Segmenter segmenter) {
      put(details, segmenter.model());
    }
  }

  private static void put(Map<String, Object> details, ModelInfo info) {
    details.put("model", info.source());
    details.put("family", info.family().id());
    details.put("provider", info.executionProvider());
  }

  private static String state(ManagedModel.State state) {
    return switch (state) {
      case NOT_OPENED -> "not opened yet";
      case OPEN -> "open";
      case FAILED -> "not opened: the newest try failed";
      case CLOSED -> "closed";
    };
  }
}
