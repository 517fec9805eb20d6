package io.github.ram4j.spark;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.Bundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of this process, each opened by the first task that needs it and shared by all tasks.
 *
 * <p>They stay open, since the next stage needs them again, until the process ends or {@link
 * #closeAll()} is called. Thread-safe. A second class loader has models of its own.
 */
public final class SharedModels {
  private static final Logger LOG = LoggerFactory.getLogger(SharedModels.class);
  private static final Map<ModelKey, Model> OPEN = new HashMap<>();
  private static boolean closesAtExit;

  private SharedModels() {}

  /** A model and what is opened of it. */
  record ModelKey(String place, boolean caption) {}

  /**
   * An open model.
   *
   * @param recognizer a {@link Captioner} where captions are asked for
   */
  record Model(Recognizer recognizer) {
    Captioner captioner() {
      return (Captioner) recognizer;
    }
  }

  /**
   * The model of some options.
   *
   * @param opened told when this call opened it
   * @throws IOException if a file of it cannot be read
   */
  static Model of(TaggingOptions options, Runnable opened) throws IOException {
    ModelPlace place = ModelPlace.of(options.model());
    ModelKey key = new ModelKey(place.name(), options.caption());
    synchronized (OPEN) {
      Model model = OPEN.get(key);
      if (model == null) {
        closeAtExit();
        long start = System.nanoTime();
        model = new Model(place.open(options.caption()));
        OPEN.put(key, model);
        opened.run();
        LOG.info(
            "{} opened in {} ms, for all tasks of this process",
            place.name(),
            (System.nanoTime() - start) / 1_000_000);
      }
      return model;
    }
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
    return ModelPlace.of(options.model()).bundle();
  }

  /** The number of models that are open in this process. */
  static int openCount() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  private static void closeAtExit() {
    if (!closesAtExit) {
      closesAtExit = true;
      Runtime.getRuntime()
          .addShutdownHook(new Thread(SharedModels::closeAll, "ram4j-close-shared-models"));
    }
  }

  /**
   * Closes the models of this process; it waits for images that are being recognized. Tasks that
   * run fail at their next image, tasks that start open the models again. For applications that
   * tagged with {@code local[*]} and go on; executors need no call.
   */
  public static void closeAll() {
    List<Model> models;
    synchronized (OPEN) {
      models = new ArrayList<>(OPEN.values());
      OPEN.clear();
    }
    models.forEach(model -> model.recognizer().close());
  }
}
