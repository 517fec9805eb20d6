package io.github.ram4j.spring;

import io.github.ram4j.spring.model.ManagedModel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The models of the beans that the properties made, for health and metrics. Thread-safe. */
final class ManagedModels {
  private final List<ManagedModel<?>> models = new CopyOnWriteArrayList<>();

  void add(ManagedModel<?> model) {
    models.add(model);
  }

  /** In the order of their beans' creation. */
  List<ManagedModel<?>> all() {
    return List.copyOf(models);
  }
}
