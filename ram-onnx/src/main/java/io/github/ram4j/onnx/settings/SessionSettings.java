package io.github.ram4j.onnx.settings;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

/** What every session is opened with, whatever computes. Stateless and thread-safe. */
public final class SessionSettings {
  private SessionSettings() {}

  /**
   * Options for one session, weights packed.
   *
   * @param threads that one call computes with on the CPU
   * @return new options, to be closed by the caller once the session is open
   * @throws OrtException if ONNX Runtime refuses one
   */
  public static OrtSession.SessionOptions options(int threads) throws OrtException {
    return options(threads, true);
  }

  /**
   * Options for one session.
   *
   * @param threads that one call computes with on the CPU
   * @param packed whether matrices are packed for the CPU's products when the session is opened
   * @return new options, to be closed by the caller once the session is open
   * @throws OrtException if ONNX Runtime refuses one
   */
  public static OrtSession.SessionOptions options(int threads, boolean packed) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      // The next graph's threads need the processors that these would wait on, spinning.
      options.addConfigEntry("session.force_spinning_stop", "1");
      // On x86-64 without VNNI, sums of uint8 by int8 could overflow: int8 models go the exact way.
      options.addConfigEntry("session.x64quantprecision", "1");
      if (!packed) {
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
