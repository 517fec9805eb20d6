package io.github.ram4j.spring;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.runtime.ExecutionProvider;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Properties → options of a model; a value out of range is an error that names the property. */
record OptionsOfProperties(RamProperties properties, List<ModelOptionsCustomizer> customizers) {

  ModelOptions recognizer() {
    RamProperties.RecognizerModel model = properties.recognizer();
    ModelOptions options =
        sessions("recognizer", model.threads(), model.provider(), model.cudaDevice());
    options =
        with(
            options,
            "recognizer.batch-size",
            "0 (automatic) or more",
            model.batchSize(),
            it -> it.withBatchSize(model.batchSize()));
    return customized("recognizer", options.withThresholds(thresholds(model)));
  }

  ModelOptions captioner() {
    RamProperties.CaptionerModel model = properties.captioner();
    return customized(
        "captioner", sessions("captioner", model.threads(), model.provider(), model.cudaDevice()));
  }

  ModelOptions textEncoder() {
    RamProperties.TextEncoderModel model = properties.textEncoder();
    return customized(
        "text-encoder",
        sessions("text-encoder", model.threads(), model.provider(), model.cudaDevice()));
  }

  ModelOptions locator() {
    return regions("locator", properties.locator());
  }

  ModelOptions segmenter() {
    return regions("segmenter", properties.segmenter());
  }

  private ModelOptions regions(String bean, RamProperties.RegionModel model) {
    return customized(bean, sessions(bean, model.threads(), model.provider(), model.cudaDevice()));
  }

  private ModelOptions customized(String bean, ModelOptions options) {
    ModelOptions changed = options;
    for (ModelOptionsCustomizer customizer : customizers) {
      changed = customizer.customize(bean, changed);
    }
    return changed;
  }

  private ModelOptions sessions(
      String bean, @Nullable Integer threads, ExecutionProvider provider, int cudaDevice) {
    RuntimeOptions runtime = RuntimeOptions.defaults();
    if (threads != null) {
      runtime =
          with(
              runtime,
              bean + ".threads",
              "1 to 1024, or to the processors",
              threads,
              it -> it.withThreads(threads));
    }
    runtime =
        with(
            runtime,
            bean + ".provider",
            "CPU, CUDA or AUTO; others are set by a ModelOptionsCustomizer",
            provider,
            it -> it.withProvider(provider));
    runtime =
        with(
            runtime,
            bean + ".cuda-device",
            "0 or more",
            cudaDevice,
            it -> it.withCudaDevice(cudaDevice));
    return ModelOptions.defaults().withRuntime(runtime).withImages(images());
  }

  private ImageOptions images() {
    RamProperties.Images images = properties.images();
    ImageOptions options = ImageOptions.defaults().withExifRotation(images.exifRotation());
    Long pixels = images.maxPixels();
    if (pixels != null) {
      options =
          with(
              options,
              "images.max-pixels",
              "1 to 715827879",
              pixels,
              it -> it.withLimits(pixels, it.maxBytes()));
    }
    Long bytes = images.maxBytes();
    if (bytes != null) {
      options =
          with(
              options,
              "images.max-bytes",
              "1 to 2147483639",
              bytes,
              it -> it.withLimits(it.maxPixels(), bytes));
    }
    return options;
  }

  private ThresholdPolicy thresholds(RamProperties.RecognizerModel model) {
    String file = model.thresholds();
    Float uniform = model.threshold();
    if (file != null && uniform != null) {
      throw new ModelPropertyException(
          RamProperties.PREFIX + ".recognizer.thresholds",
          "none beside ram4j.recognizer.threshold",
          "\"%s\" and %s".formatted(file, uniform),
          null);
    }
    if (file != null) {
      Location location = new Location(RamProperties.PREFIX + ".recognizer.thresholds", file);
      return ThresholdPolicy.of(location.reading("a tag list", () -> tags(location)));
    }
    return uniform == null
        ? ThresholdPolicy.published()
        : with(
            ThresholdPolicy.published(),
            "recognizer.threshold",
            "0 to 1",
            uniform,
            it -> ThresholdPolicy.uniform(uniform));
  }

  private static TagVocabulary tags(Location location) throws IOException {
    try (Reader text = new InputStreamReader(location.open(), StandardCharsets.UTF_8)) {
      return TagVocabulary.read(text, location.value());
    }
  }

  private static <T> T with(
      T options, String property, String expected, Object value, UnaryOperator<T> change) {
    try {
      return change.apply(options);
    } catch (IllegalArgumentException e) {
      throw new ModelPropertyException(
          RamProperties.PREFIX + "." + property, expected, String.valueOf(value), e);
    }
  }
}
