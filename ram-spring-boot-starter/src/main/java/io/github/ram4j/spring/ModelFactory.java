package io.github.ram4j.spring;

import io.github.ram4j.Captioner;
import io.github.ram4j.ModelTask;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.spring.model.CallLimit;
import io.github.ram4j.spring.model.CallListener;
import io.github.ram4j.spring.model.ManagedCaptioner;
import io.github.ram4j.spring.model.ManagedLocator;
import io.github.ram4j.spring.model.ManagedModel;
import io.github.ram4j.spring.model.ManagedRecognizer;
import io.github.ram4j.spring.model.ManagedSegmenter;
import io.github.ram4j.spring.model.ManagedTextEncoder;
import io.github.ram4j.spring.model.OpenedModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Properties → models that open later. What can be wrong about a property is told here, but for
 * what only an open model tells.
 */
final class ModelFactory {
  private final RamProperties properties;
  private final OptionsOfProperties options;
  private final CallLimit limit;
  private final List<CallListener> listeners;
  private final ManagedModels models;

  ModelFactory(
      RamProperties properties,
      List<ModelOptionsCustomizer> customizers,
      CallLimit limit,
      List<CallListener> listeners,
      ManagedModels models) {
    this.properties = properties;
    this.options = new OptionsOfProperties(properties, customizers);
    this.limit = limit;
    this.listeners = listeners;
    this.models = models;
  }

  ManagedRecognizer recognizer() {
    RamProperties.RecognizerModel model = properties.recognizer();
    ModelSource source = source("recognizer", model.model(), model.sha256(), ModelTask.TAGGING);
    ModelOptions chosen = options.recognizer();
    OpenVocabulary vocabulary = model.vocabulary() == null ? null : vocabulary(model.vocabulary());
    ManagedModel<Recognizer> host =
        manage(source, () -> open(source, chosen, vocabulary, model.onlyVocabulary()));
    ManagedRecognizer recognizer = new ManagedRecognizer(host);
    return ready(host, recognizer, recognizer::warmUp);
  }

  ManagedCaptioner captioner() {
    RamProperties.CaptionerModel model = properties.captioner();
    ModelSource source = source("captioner", model.model(), model.sha256(), ModelTask.CAPTIONING);
    ModelOptions chosen = options.captioner();
    ManagedModel<Captioner> host =
        manage(
            source,
            () -> {
              Captioner captioner = RamModels.openCaptioner(source.read(), chosen);
              return new OpenedModel<>(captioner, captioner::close);
            });
    ManagedCaptioner captioner = new ManagedCaptioner(host);
    return ready(host, captioner, captioner::warmUp);
  }

  ManagedTextEncoder textEncoder() {
    RamProperties.TextEncoderModel model = properties.textEncoder();
    ModelSource source =
        source("text-encoder", model.model(), model.sha256(), ModelTask.TEXT_EMBEDDING);
    ModelOptions chosen = options.textEncoder();
    ManagedModel<TextEncoder> host =
        manage(
            source,
            () -> {
              TextEncoder encoder = RamModels.openTextEncoder(source.read(), chosen);
              return new OpenedModel<>(encoder, encoder::close);
            });
    return ready(host, new ManagedTextEncoder(host), () -> {});
  }

  ManagedLocator locator() {
    ModelSource source = source("locator", properties.locator(), ModelTask.LOCATING);
    ModelOptions chosen = options.locator();
    ManagedModel<Locator> host =
        manage(
            source,
            () -> {
              Locator locator = RegionModels.openLocator(source.read(), chosen);
              return new OpenedModel<>(locator, locator::close);
            });
    return ready(host, new ManagedLocator(host), () -> {});
  }

  ManagedSegmenter segmenter() {
    ModelSource source = source("segmenter", properties.segmenter(), ModelTask.SEGMENTATION);
    ModelOptions chosen = options.segmenter();
    ManagedModel<Segmenter> host =
        manage(
            source,
            () -> {
              Segmenter segmenter = RegionModels.openSegmenter(source.read(), chosen);
              return new OpenedModel<>(segmenter, segmenter::close);
            });
    return ready(host, new ManagedSegmenter(host), () -> {});
  }

  private static ModelSource source(String bean, RamProperties.RegionModel model, ModelTask task) {
    return source(bean, model.model(), model.sha256(), task);
  }

  /** The source of a bean, whose manifest is read now: a wrong path is told at the start. */
  private static ModelSource source(
      String bean, @Nullable String model, @Nullable String sha256, ModelTask task) {
    ModelSource source =
        new ModelSource(bean, Objects.requireNonNull(model, bean).strip(), sha256, task);
    if (source.model().isEmpty()) {
      throw new ModelPropertyException(
          source.property("model"),
          "a model, or no such property (false also leaves the bean out)",
          "an empty value",
          null);
    }
    source.read();
    return source;
  }

  private static OpenVocabulary vocabulary(String file) {
    Location location = new Location(RamProperties.PREFIX + ".recognizer.vocabulary", file);
    return location.reading(
        "a vocabulary file",
        () -> {
          try (InputStream in = location.open()) {
            return OpenVocabulary.read(in, file);
          }
        });
  }

  private static OpenedModel<Recognizer> open(
      ModelSource source, ModelOptions options, @Nullable OpenVocabulary vocabulary, boolean only)
      throws IOException {
    Recognizer recognizer = RamModels.open(source.read(), options);
    boolean done = false;
    try {
      Recognizer asked = recognizer;
      if (vocabulary != null) {
        asked =
            recognizer.withVocabulary(
                only ? vocabulary : vocabulary.withListed(recognizer.vocabulary()));
      }
      done = true;
      return new OpenedModel<>(asked, recognizer::close);
    } finally {
      if (!done) {
        recognizer.close();
      }
    }
  }

  private <M> ManagedModel<M> manage(ModelSource source, OpenedModel.Opener<M> opener) {
    ManagedModel<M> host =
        new ManagedModel<>(source.bean(), () -> opening(source, opener), limit, listeners);
    models.add(host);
    return host;
  }

  private static <M> OpenedModel<M> opening(ModelSource source, OpenedModel.Opener<M> opener)
      throws IOException {
    try {
      return opener.open();
    } catch (ModelPropertyException e) {
      throw e;
    } catch (RamException | IllegalArgumentException e) {
      throw new ModelPropertyException(
          source.property("model"),
          "a model that opens with these properties",
          "\"%s\": %s".formatted(source.model(), e.getMessage()),
          e);
    }
  }

  private <M, B> B ready(ManagedModel<M> host, B bean, Runnable warmUp) {
    if (!properties.eager()) {
      return bean;
    }
    boolean done = false;
    try {
      host.openNow();
      warmUp.run();
      done = true;
      return bean;
    } catch (IOException e) {
      throw new ModelPropertyException(
          "%s.%s.model".formatted(RamProperties.PREFIX, host.name()),
          "a model whose files can be read",
          String.valueOf(e.getMessage()),
          e);
    } finally {
      if (!done) {
        host.close();
      }
    }
  }
}
