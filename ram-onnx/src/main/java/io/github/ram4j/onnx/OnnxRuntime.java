package io.github.ram4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.RamException;
import io.github.ram4j.onnx.settings.SessionSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime as this process has it: its environment, which lives as long as the process and is
 * never closed here, and options for sessions.
 */
final class OnnxRuntime {
  /** The execution providers that a model can really run on. */
  static final String CPU = "CPU";

  static final String CUDA = "CUDA";

  private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntime.class);

  private OnnxRuntime() {}

  /**
   * Session options and the execution provider that they ask for; whoever gets them closes them.
   */
  record Options(OrtSession.SessionOptions session, String provider) implements AutoCloseable {
    @Override
    public void close() {
      session.close();
    }
  }

  static OrtEnvironment environment() {
    try {
      return OrtEnvironment.getEnvironment();
    } catch (LinkageError | IllegalStateException e) {
      throw new RamException(
          ("ONNX Runtime's native library cannot be loaded on %s %s with Java %s: expected"
                  + " com.microsoft.onnxruntime:onnxruntime or onnxruntime_gpu on the class path"
                  + " and a 64-bit Linux with glibc, Windows with the Visual C++ runtime, or macOS"
                  + " on Apple silicon, found: %s")
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  Runtime.version().feature(),
                  rootOf(e)),
          e);
    }
  }

  static Options options(SessionConfig config) {
    environment();
    return switch (config.provider()) {
      case CPU -> cpu(config);
      case CUDA -> cuda(config);
      case AUTO -> {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
          yield cpu(config);
        }
        try {
          yield cuda(config);
        } catch (RamException e) {
          LOG.info("computing on the CPU: {}", e.getMessage());
          yield cpu(config);
        }
      }
    };
  }

  private static Options cpu(SessionConfig config) {
    return new Options(common(config), CPU);
  }

  private static Options cuda(SessionConfig config) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw new RamException(
          "CUDA execution provider: expected com.microsoft.onnxruntime:onnxruntime_gpu on the class"
              + " path, found a build of ONNX Runtime with "
              + OrtEnvironment.getAvailableProviders());
    }
    OrtSession.SessionOptions options = common(config);
    try {
      options.addCUDA(config.cudaDevice());
      return new Options(options, CUDA);
    } catch (OrtException | LinkageError e) {
      options.close();
      throw cudaMissing(config.cudaDevice(), e);
    }
  }

  /** What asked-for CUDA lacks, as far as it can be told. */
  static RamException cudaMissing(int device, Throwable cause) {
    List<String> missing = CudaLibraries.missing();
    String found = rootOf(cause).getMessage();
    if (!missing.isEmpty()) {
      found = "nothing of " + String.join(", ", missing) + "; ONNX Runtime says: " + found;
    }
    return new RamException(
        ("CUDA execution provider, device %d: expected an NVIDIA GPU with its driver, CUDA 12 and"
                + " cuDNN 9 on the library path, found: %s")
            .formatted(device, found),
        cause);
  }

  private static OrtSession.SessionOptions common(SessionConfig config) {
    try {
      return SessionSettings.options(config.threads(), config.packedWeights());
    } catch (OrtException e) {
      throw new RamException("ONNX Runtime refused session options: " + e.getMessage(), e);
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
