package io.github.ram4j.onnx;

import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.onnx.decode.DecodeOptions;
import io.github.ram4j.runtime.ExecutionProvider;
import io.github.ram4j.runtime.session.SessionSettings;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a model is opened and run. Immutable: {@link #defaults()} and the {@code with…} methods make
 * it.
 *
 * @param provider which execution provider computes; the CPU by default
 * @param cudaDevice number of the GPU, from 0, for CUDA
 * @param threads that one call computes with on the CPU; the processors that the JVM sees by
 *     default, which in a container are those that the container may use
 * @param batchSize pictures that are inferred together; 0, the default, stands for 1 on the CPU,
 *     where larger batches gain nothing, and 8 on CUDA. int8 models always infer one at a time,
 *     since what they quantize together depends on each other
 * @param thresholds above which score each tag holds; as published by default
 * @param exifRotation whether encoded pictures are turned upright as their EXIF data says; true by
 *     default. The authors do not turn pictures
 * @param maxPixels of a picture, checked before it is decoded; 178,956,970 by default. It bounds
 *     the time of a decoding, too, which an interrupt does not end
 * @param maxBytes of an encoded picture, checked before it is read; 256 MiB by default
 * @param scaledDecoding whether JPEGs of at least six times the model's side are decoded at a part
 *     of their size; false by default, see {@link #withScaledDecoding}
 * @param verifyDigests whether a bundle's files are compared with the digests in its manifest,
 *     which reads all of them once; true by default
 * @param packedWeights whether the CPU keeps matrices packed for its products, in memory of the
 *     process's own; true by default. See {@link #withPackedWeights}
 * @param privateWeights whether weights that are mapped are mapped from a private copy of their
 *     file; true by default. See {@link #withPrivateWeights}
 */
public record SessionConfig(
    ExecutionProvider provider,
    int cudaDevice,
    int threads,
    int batchSize,
    ThresholdPolicy thresholds,
    boolean exifRotation,
    long maxPixels,
    long maxBytes,
    boolean scaledDecoding,
    boolean verifyDigests,
    boolean packedWeights,
    boolean privateWeights) {

  /** Checks the numbers. */
  public SessionConfig {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(thresholds, "thresholds");
    require(cudaDevice >= 0, "number of the CUDA device: expected 0 or more, found ", cudaDevice);
    require(threads >= 1, "threads: expected 1 or more, found ", threads);
    require(batchSize >= 0, "batch size: expected 0 (automatic) or more, found ", batchSize);
    new DecodeOptions(exifRotation, maxPixels, maxBytes);
  }

  /**
   * The CPU with all processors that the JVM sees, published thresholds, upright pictures.
   *
   * @return the configuration
   */
  public static SessionConfig defaults() {
    return new SessionConfig(
        ExecutionProvider.CPU,
        0,
        Runtime.getRuntime().availableProcessors(),
        0,
        ThresholdPolicy.published(),
        true,
        DecodeOptions.DEFAULTS.maxPixels(),
        DecodeOptions.DEFAULTS.maxBytes(),
        false,
        true,
        true,
        true);
  }

  /**
   * With an execution provider.
   *
   * @param choice which one
   * @return a new configuration
   */
  public SessionConfig withProvider(ExecutionProvider choice) {
    return with(draft -> draft.provider = choice);
  }

  /**
   * With a GPU.
   *
   * @param device its number, from 0
   * @return a new configuration
   */
  public SessionConfig withCudaDevice(int device) {
    return with(draft -> draft.cudaDevice = device);
  }

  /**
   * With a number of threads for each call on the CPU. Callers times threads should not exceed the
   * processors.
   *
   * @param count 1 or more
   * @return a new configuration
   */
  public SessionConfig withThreads(int count) {
    return with(draft -> draft.threads = count);
  }

  /**
   * With a number of pictures that are inferred together.
   *
   * @param pictures 1 or more, or 0 for what suits the provider
   * @return a new configuration
   */
  public SessionConfig withBatchSize(int pictures) {
    return with(draft -> draft.batchSize = pictures);
  }

  /**
   * With a threshold policy.
   *
   * @param policy asked once for each tag when the model is opened
   * @return a new configuration
   */
  public SessionConfig withThresholds(ThresholdPolicy policy) {
    return with(draft -> draft.thresholds = policy);
  }

  /**
   * With or without rotation by EXIF data.
   *
   * @param upright whether pictures are turned upright
   * @return a new configuration
   */
  public SessionConfig withExifRotation(boolean upright) {
    return with(draft -> draft.exifRotation = upright);
  }

  /**
   * With limits on pictures.
   *
   * @param pixels at most, checked before decoding
   * @param bytes at most of an encoded picture
   * @return a new configuration
   */
  public SessionConfig withLimits(long pixels, long bytes) {
    return with(
        draft -> {
          draft.maxPixels = pixels;
          draft.maxBytes = bytes;
        });
  }

  /**
   * With or without decoding of large JPEGs at 1/2, 1/4 or 1/8 of their size, which takes about
   * half the time: a JPEG of one or three components is decoded so small that both sides still have
   * at least three times the model's side and are whole pixels, and then resized as usual. Limits,
   * errors and {@link RamModels#decode} are as without.
   *
   * <p>The model's input then differs a little from the reference's. Mean differences in steps of
   * 255, measured for inputs of 384, 224 and 96 pixels: at most 0.23 for photos and drawings, up to
   * 0.66 for pages full of letters 24 pixels high, for which it is off by default.
   *
   * @param scaled whether to do so
   * @return a new configuration
   */
  public SessionConfig withScaledDecoding(boolean scaled) {
    return with(draft -> draft.scaledDecoding = scaled);
  }

  /**
   * With or without a check of a bundle's digests.
   *
   * @param verify whether to check
   * @return a new configuration
   */
  public SessionConfig withVerifyDigests(boolean verify) {
    return with(draft -> draft.verifyDigests = verify);
  }

  /**
   * With or without weights that are packed for the CPU's products. Without, matrices are read
   * where the file is mapped, in pages that processes share and that the operating system may take
   * back, and a model opens sooner; each picture takes longer, and scores may differ in rounding.
   *
   * <p>RAM at its published size, 2 threads of an AMD EPYC with AVX-512: float32 has 206 MB of its
   * own at the peak instead of 1,015 and opens in 0.5 s instead of 1.4, but takes 1.67 s a picture
   * instead of 1.61; int8 has 254 MB instead of 430 and opens in 0.6 s instead of 0.9, but takes
   * 0.67 s a picture instead of 0.60. Digests were not checked.
   *
   * @param packed whether to pack them when a model is opened
   * @return a new configuration
   */
  public SessionConfig withPackedWeights(boolean packed) {
    return with(draft -> draft.packedWeights = packed);
  }

  /** The part of it that sessions are opened with. */
  SessionSettings sessions() {
    return SessionSettings.defaults()
        .withProvider(provider, cudaDevice)
        .withThreads(threads)
        .withPackedWeights(packedWeights);
  }

  /**
   * With or without a private copy of weights. A bundle's weights of more than 64 MB are mapped
   * from their file for as long as the model is open. By default that is a copy, made in the
   * temporary folder ({@code java.io.tmpdir}) when the model is opened and deleted as soon as it is
   * mapped: whoever replaces, overwrites or cuts the bundle's own file changes nothing, and a
   * digest is that of the very bytes that are mapped.
   *
   * <p>Without, the bundle's own file is mapped, which saves time, the space in the temporary
   * folder, and memory where processes share a bundle or the temporary folder is in memory. A file
   * that is overwritten then changes scores without a word, and one that is cut ends the process.
   *
   * @param copied whether to map a copy
   * @return a new configuration
   */
  public SessionConfig withPrivateWeights(boolean copied) {
    return with(draft -> draft.privateWeights = copied);
  }

  private SessionConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finish();
  }

  /** A copy whose components can be changed before it becomes a record again. */
  private static final class Draft {
    private ExecutionProvider provider;
    private int cudaDevice;
    private int threads;
    private int batchSize;
    private ThresholdPolicy thresholds;
    private boolean exifRotation;
    private long maxPixels;
    private long maxBytes;
    private boolean scaledDecoding;
    private boolean verifyDigests;
    private boolean packedWeights;
    private boolean privateWeights;

    Draft(SessionConfig of) {
      provider = of.provider;
      cudaDevice = of.cudaDevice;
      threads = of.threads;
      batchSize = of.batchSize;
      thresholds = of.thresholds;
      exifRotation = of.exifRotation;
      maxPixels = of.maxPixels;
      maxBytes = of.maxBytes;
      scaledDecoding = of.scaledDecoding;
      verifyDigests = of.verifyDigests;
      packedWeights = of.packedWeights;
      privateWeights = of.privateWeights;
    }

    SessionConfig finish() {
      return new SessionConfig(
          provider,
          cudaDevice,
          threads,
          batchSize,
          thresholds,
          exifRotation,
          maxPixels,
          maxBytes,
          scaledDecoding,
          verifyDigests,
          packedWeights,
          privateWeights);
    }
  }

  private static void require(boolean holds, String message, long found) {
    if (!holds) {
      throw new IllegalArgumentException(message + found);
    }
  }
}
