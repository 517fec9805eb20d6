package io.github.ram4j.runtime.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.runtime.RuntimeOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A check that a GPU really opens sessions. ONNX Runtime looks at the libraries when it is asked
 * for CUDA, and at the driver and the GPU only when a session is opened. Devices that were found
 * good are remembered. Thread-safe.
 */
final class CudaDevice {
  /** What ONNX Runtime's message has before and after the reason that CUDA gave. */
  private static final String FAILURE = "CUDA failure ";

  private static final String PLACE = " ; GPU=";

  private static final Set<Integer> USABLE = ConcurrentHashMap.newKeySet();

  private CudaDevice() {}

  /**
   * Requires that a small session opens on a device.
   *
   * @param device its number
   * @throws OrtException if it does not
   */
  static void require(int device) throws OrtException {
    if (USABLE.contains(device)) {
      return;
    }
    RuntimeOptions small = RuntimeOptions.defaults().withThreads(1);
    try (OrtSession.SessionOptions options = OnnxRuntime.sessionOptions(small)) {
      options.addCUDA(device);
      OnnxRuntime.environment().createSession(IntegerProducts.graph(), options).close();
    }
    USABLE.add(device);
  }

  /**
   * The reason that CUDA gave, out of ONNX Runtime's message, which repeats it among names of C++
   * templates and lines of its source.
   *
   * @param message of ONNX Runtime, or null
   * @return one line, or the message where it has no such reason
   */
  static String reason(String message) {
    int start = message == null ? -1 : message.indexOf(FAILURE);
    if (start < 0) {
      return message;
    }
    int end = message.indexOf(PLACE, start);
    return message.substring(start, end < 0 ? message.length() : end).strip();
  }
}
