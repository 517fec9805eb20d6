package io.github.ram4j.runtime.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.runtime.ExecutionProvider;
import java.util.Objects;

/**
 * The settings that a session is opened with. Immutable and thread-safe.
 *
 * <p>All sessions of this project are opened with these, by {@link GraphSession}: those of the
 * library, of calibration, of tests and of benchmarks.
 */
public final class SessionSettings {
  private final ExecutionProvider provider;
  private final int cudaDevice;
  private final int threads;
  private final boolean packedWeights;

  private SessionSettings(
      ExecutionProvider provider, int cudaDevice, int threads, boolean packedWeights) {
    this.provider = provider;
    this.cudaDevice = cudaDevice;
    this.threads = threads;
    this.packedWeights = packedWeights;
  }

  /**
   * Settings for the CPU with all processors that the JVM sees, weights packed.
   *
   * @return the settings
   */
  public static SessionSettings defaults() {
    return new SessionSettings(
        ExecutionProvider.CPU, 0, Runtime.getRuntime().availableProcessors(), true);
  }

  /**
   * Settings with an execution provider.
   *
   * @param choice of the provider
   * @param device number of the GPU, from 0, for CUDA
   * @return new settings
   */
  public SessionSettings withProvider(ExecutionProvider choice, int device) {
    return new SessionSettings(
        Objects.requireNonNull(choice, "provider"), device, threads, packedWeights);
  }

  /**
   * Settings with a number of threads.
   *
   * @param count threads that one call computes with on the CPU, 1 or more
   * @return new settings
   */
  public SessionSettings withThreads(int count) {
    return new SessionSettings(provider, cudaDevice, count, packedWeights);
  }

  /**
   * Settings with or without packed weights.
   *
   * @param packed whether matrices are packed for the CPU's products when a session is opened
   * @return new settings
   */
  public SessionSettings withPackedWeights(boolean packed) {
    return new SessionSettings(provider, cudaDevice, threads, packed);
  }

  ExecutionProvider provider() {
    return provider;
  }

  int cudaDevice() {
    return cudaDevice;
  }

  /** New options of ONNX Runtime without an execution provider; whoever gets them closes them. */
  OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      // The next graph's threads need the processors that these would wait on, spinning.
      options.addConfigEntry("session.force_spinning_stop", "1");
      // ONNX files of others may have int8 weights that saturate on x86-64 without VNNI: with this
      // they are multiplied as uint8. See IntegerProducts.
      options.addConfigEntry("session.x64quantprecision", "1");
      if (!packedWeights) {
        options.addConfigEntry("session.disable_prepacking", "1");
      }
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }
}
