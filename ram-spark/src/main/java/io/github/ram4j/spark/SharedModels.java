package io.github.ram4j.spark;

import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.Bundle;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models of this process, each opened by the first task that needs it and shared by all tasks.
 * Several models open at the same time.
 *
 * <p>They stay open, since the next stage needs them again, until the process ends or {@link
 * #closeAll()} is called. Thread-safe. A second class loader has models of its own.
 */
public final class SharedModels {
  private static final Map<ModelKey, SharedModel> MODELS = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(SharedModels::closeAll, "ram4j-close-shared-models"));
  }

  private SharedModels() {}

  /** A model and what is opened of it. */
  private record ModelKey(String place, boolean caption) {}

  /**
   * The model of some options.
   *
   * @param opened told when this call opened it
   * @throws IOException if a file of it cannot be read
   */
  static SharedModel.Open of(TaggingOptions options, Runnable opened) throws IOException {
    ModelPlace place = ModelPlace.of(options.model());
    return MODELS
        .computeIfAbsent(new ModelKey(place.name(), options.caption()), key -> new SharedModel())
        .get(place, options.caption(), opened);
  }

  /**
   * The recognizer of this process, opened by the first call that needs it, for functions of your
   * own on executors.
   *
   * @param options of which the model alone is used
   * @return shared by all threads of the process, with one thread for each call; not to be closed
   * @throws IOException if a file of the model cannot be read
   * @throws io.github.ram4j.ModelException if there is no such model
   */
  public static Recognizer recognizer(TaggingOptions options) throws IOException {
    return of(options.withCaption(false), () -> {}).recognizer();
  }

  /**
   * The description of a model, with its tags. Nothing is opened.
   *
   * @param options of which the model alone is used
   * @return its bundle
   * @throws IOException if a file of the model cannot be read
   * @throws io.github.ram4j.ModelException if there is no such model
   */
  public static Bundle bundle(TaggingOptions options) throws IOException {
    return ModelPlace.of(options.model()).bundle(false);
  }

  /** The number of models that are open in this process. */
  static long openCount() {
    return MODELS.values().stream().filter(SharedModel::isOpen).count();
  }

  /**
   * Closes the models of this process; it waits for images that are being recognized. Tasks that
   * run fail at their next image, tasks that start open the models again. For applications that
   * tagged with {@code local[*]} and go on; executors need no call.
   */
  public static void closeAll() {
    MODELS.values().forEach(SharedModel::close);
  }
}
