package io.github.ram4j.spring;

import io.github.ram4j.runtime.ExecutionProvider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of models, of their images and of concurrent calls. A model without a property is not
 * there: nothing is opened. An unknown property is an error, since a misspelt threshold would be no
 * threshold; Spring does not check variables of the environment and system properties.
 *
 * @param eager Whether models are opened and warmed up when the application starts, which then
 *     fails if one cannot be. Otherwise a model opens at its first use.
 * @param observations Whether each call is also a Micrometer observation, named ram4j.call, for
 *     traces.
 * @param calls Limit of calls that compute at the same time.
 * @param images Images that are taken.
 * @param recognizer Recognizer bean.
 * @param captioner Captioner bean.
 * @param textEncoder Text encoder bean.
 * @param locator Locator bean, which finds boxes.
 * @param segmenter Segmenter bean, which finds masks.
 */
@ConfigurationProperties(prefix = RamProperties.PREFIX, ignoreUnknownFields = false)
public record RamProperties(
    @DefaultValue("false") boolean eager,
    @DefaultValue("false") boolean observations,
    @DefaultValue Calls calls,
    @DefaultValue Images images,
    @DefaultValue RecognizerModel recognizer,
    @DefaultValue CaptionerModel captioner,
    @DefaultValue TextEncoderModel textEncoder,
    @DefaultValue RegionModel locator,
    @DefaultValue RegionModel segmenter) {
  /** The beginning of all properties. */
  public static final String PREFIX = "ram4j";

  /**
   * The limit of concurrent calls.
   *
   * @param limit Number of calls, of all models together, that compute at the same time; others
   *     wait. By default the processors divided by the threads of a call, at least 1.
   * @param maxWait Longest time that a call waits for others. It then ends with a
   *     ModelBusyException.
   */
  public record Calls(@Nullable Integer limit, @DefaultValue("30s") Duration maxWait) {}

  /**
   * The images that are taken.
   *
   * @param maxPixels Greatest number of pixels, width times height, checked before decoding. By
   *     default the library's limit.
   * @param maxBytes Greatest number of bytes of an encoded image, checked before it is read. By
   *     default the library's limit.
   * @param exifRotation Whether encoded images are turned upright by their EXIF data.
   */
  public record Images(
      @Nullable Long maxPixels,
      @Nullable Long maxBytes,
      @DefaultValue("true") boolean exifRotation) {}

  /**
   * The recognizer.
   *
   * @param model Model of the bean: the folder of a bundle, "classpath:" and a folder of resources,
   *     or a model that ships: "photo" (ram-model-photo) or "clipart" (ram-model-clipart).
   * @param sha256 Expected SHA-256 of the bundle's file bundle.properties, which has the digests of
   *     all other files. Another bundle is refused.
   * @param threads Number of threads of one call on the CPU. By default all processors.
   * @param provider Execution provider.
   * @param cudaDevice Number of the GPU, where the provider is CUDA.
   * @param batchSize Number of images that are inferred together in a stream; 0 for 1 on the CPU
   *     and 8 on CUDA.
   * @param threshold Threshold of all tags, from 0 to 1. By default each tag has the published one.
   * @param thresholds File of a tag list with a threshold for each tag, as "ram evaluate
   *     --calibrate" writes it; "classpath:" for a resource.
   * @param vocabulary File of new tags, as "ram vocabulary" writes it; "classpath:" for a resource.
   * @param onlyVocabulary Whether the tags of the vocabulary replace the model's own. By default
   *     they come after them.
   */
  public record RecognizerModel(
      @Nullable String model,
      @Nullable String sha256,
      @Nullable Integer threads,
      @DefaultValue("CPU") ExecutionProvider provider,
      @DefaultValue("0") int cudaDevice,
      @DefaultValue("0") int batchSize,
      @Nullable Float threshold,
      @Nullable String thresholds,
      @Nullable String vocabulary,
      @DefaultValue("false") boolean onlyVocabulary) {}

  /**
   * The captioner.
   *
   * @param model Model of the bean: the folder of a Tag2Text bundle, "classpath:" and a folder of
   *     resources, or "clipart" (ram-model-clipart).
   * @param sha256 Expected SHA-256 of the bundle's file bundle.properties, which has the digests of
   *     all other files. Another bundle is refused.
   * @param threads Number of threads of one call on the CPU. By default all processors.
   * @param provider Execution provider.
   * @param cudaDevice Number of the GPU, where the provider is CUDA.
   */
  public record CaptionerModel(
      @Nullable String model,
      @Nullable String sha256,
      @Nullable Integer threads,
      @DefaultValue("CPU") ExecutionProvider provider,
      @DefaultValue("0") int cudaDevice) {}

  /**
   * The text encoder.
   *
   * @param model Model of the bean: the folder of a bundle of CLIP's text half, or "classpath:" and
   *     a folder of resources.
   * @param sha256 Expected SHA-256 of the bundle's file bundle.properties, which has the digests of
   *     all other files. Another bundle is refused.
   * @param threads Number of threads of one call on the CPU. By default all processors.
   * @param provider Execution provider.
   * @param cudaDevice Number of the GPU, where the provider is CUDA.
   */
  public record TextEncoderModel(
      @Nullable String model,
      @Nullable String sha256,
      @Nullable Integer threads,
      @DefaultValue("CPU") ExecutionProvider provider,
      @DefaultValue("0") int cudaDevice) {}

  /**
   * A model of boxes or masks.
   *
   * @param model Model of the bean: the folder of a bundle, or "classpath:" and a folder of
   *     resources.
   * @param sha256 Expected SHA-256 of the bundle's file bundle.properties, which has the digests of
   *     all other files. Another bundle is refused.
   * @param threads Number of threads of one call on the CPU. By default all processors.
   * @param provider Execution provider.
   * @param cudaDevice Number of the GPU, where the provider is CUDA.
   */
  public record RegionModel(
      @Nullable String model,
      @Nullable String sha256,
      @Nullable Integer threads,
      @DefaultValue("CPU") ExecutionProvider provider,
      @DefaultValue("0") int cudaDevice) {}
}
