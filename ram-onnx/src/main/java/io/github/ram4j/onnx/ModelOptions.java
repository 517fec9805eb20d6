package io.github.ram4j.onnx;

import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.runtime.RuntimeOptions;
import java.util.Objects;

/**
 * Options of an open model: its sessions, its images, its thresholds and its batches. Immutable and
 * thread-safe: {@link #defaults()} and the {@code with…} methods make them.
 */
public final class ModelOptions {
  private final RuntimeOptions runtime;
  private final ImageOptions images;
  private final ThresholdPolicy thresholds;
  private final int batchSize;

  private ModelOptions(
      RuntimeOptions runtime, ImageOptions images, ThresholdPolicy thresholds, int batchSize) {
    if (batchSize < 0) {
      throw new IllegalArgumentException(
          "batch size: expected 0 (automatic) or more, found " + batchSize);
    }
    this.runtime = Objects.requireNonNull(runtime, "runtime");
    this.images = Objects.requireNonNull(images, "images");
    this.thresholds = Objects.requireNonNull(thresholds, "thresholds");
    this.batchSize = batchSize;
  }

  /**
   * The default options: the CPU with all processors that the JVM sees, upright images, published
   * thresholds.
   *
   * @return the options
   */
  public static ModelOptions defaults() {
    return new ModelOptions(
        RuntimeOptions.defaults(), ImageOptions.defaults(), ThresholdPolicy.published(), 0);
  }

  /**
   * Options with other options for sessions.
   *
   * @param options execution provider, threads, memory
   * @return new options
   */
  public ModelOptions withRuntime(RuntimeOptions options) {
    return new ModelOptions(options, images, thresholds, batchSize);
  }

  /**
   * Options with other options for images.
   *
   * @param options orientation, limits, decoding
   * @return new options
   */
  public ModelOptions withImages(ImageOptions options) {
    return new ModelOptions(runtime, options, thresholds, batchSize);
  }

  /**
   * Options with a threshold policy.
   *
   * @param policy asked once for each tag when the model is opened
   * @return new options
   */
  public ModelOptions withThresholds(ThresholdPolicy policy) {
    return new ModelOptions(runtime, images, policy, batchSize);
  }

  /**
   * Options with a batch size. int8 models always infer one image at a time, since images that are
   * quantized together change each other's scores.
   *
   * @param count 1 or more, as many as fit a buffer of 2^31 floats, which opening checks; 0, the
   *     default, stands for 1 on the CPU, where larger batches gain nothing, and 8 on CUDA
   * @return new options
   */
  public ModelOptions withBatchSize(int count) {
    return new ModelOptions(runtime, images, thresholds, count);
  }

  /**
   * The options for sessions.
   *
   * @return execution provider, threads, memory
   */
  public RuntimeOptions runtime() {
    return runtime;
  }

  /**
   * The options for images.
   *
   * @return orientation, limits, decoding
   */
  public ImageOptions images() {
    return images;
  }

  /**
   * The threshold policy.
   *
   * @return asked once for each tag when the model is opened
   */
  public ThresholdPolicy thresholds() {
    return thresholds;
  }

  /**
   * The batch size: the number of images that are inferred together.
   *
   * @return 0 for automatic
   */
  public int batchSize() {
    return batchSize;
  }
}
