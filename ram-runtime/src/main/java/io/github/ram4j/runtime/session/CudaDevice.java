package io.github.ram4j.runtime.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.github.ram4j.runtime.RuntimeOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CUDA as a session's options ask for it, and a check that a GPU really opens sessions. ONNX
 * Runtime looks at the libraries when it is asked for CUDA, and at the driver and the GPU only when
 * a session is opened. Devices that were found good are remembered. Thread-safe.
 */
final class CudaDevice {
  /** How the reasons begin, among names of C++ templates and lines of ONNX Runtime's source. */
  private static final Pattern REASON =
      Pattern.compile("CUDA failure [^\\n]*?(?= ; GPU=|\\n|$)|Failed to load library [^\\n]*");

  private static final Set<Integer> USABLE = ConcurrentHashMap.newKeySet();

  private CudaDevice() {}

  /**
   * Adds CUDA to a session's options. Products of float32 are computed in float32, as PyTorch does
   * unless it is told otherwise; ONNX Runtime's default rounds their factors to TF32, of 11 bits.
   * Algorithms of convolutions are chosen by cuDNN's rules; the default tries all of them again for
   * every size of image.
   *
   * @param options of the session
   * @param device its number
   * @throws OrtException if CUDA's libraries cannot be loaded
   */
  static void add(OrtSession.SessionOptions options, int device) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device)) {
      cuda.add("use_tf32", "0");
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      options.addCUDA(cuda);
    }
  }

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
      add(options, device);
      OnnxRuntime.environment().createSession(IntegerProducts.graph(), options).close();
    }
    USABLE.add(device);
  }

  /**
   * The reason in ONNX Runtime's message: CUDA's own, or that of a library that was not loaded.
   *
   * @param message of ONNX Runtime, or null
   * @return one line, or the message where it has no such reason
   */
  static String reason(String message) {
    if (message == null) {
      return null;
    }
    Matcher found = REASON.matcher(message);
    return found.find() ? found.group().strip() : message;
  }

  /** Returns whether a reason is CUDA's own, whose libraries were then loaded. */
  static boolean isOfCuda(String reason) {
    return reason != null && reason.startsWith("CUDA failure ");
  }
}
