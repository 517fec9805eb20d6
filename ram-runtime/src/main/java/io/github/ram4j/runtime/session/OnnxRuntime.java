package io.github.ram4j.runtime.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.RamException;
import io.github.ram4j.files.NoExecMount;
import io.github.ram4j.runtime.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's ONNX Runtime: its environment, which lives as long as the process and is never
 * closed here, and options for sessions. Thread-safe.
 */
public final class OnnxRuntime {
  /** The name of the execution provider that computes on the CPU. */
  public static final String CPU = "CPU";

  /** The name of the execution provider that computes on an NVIDIA GPU. */
  public static final String CUDA = "CUDA";

  /** An entry that no execution provider reads. With closed options ONNX Runtime would crash. */
  private static final String CONFIGURED = "ram4j.configured";

  private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntime.class);

  private OnnxRuntime() {}

  /** Session options and the execution provider that they ask for; the receiver closes them. */
  record Options(OrtSession.SessionOptions session, String provider) implements AutoCloseable {
    @Override
    public void close() {
      session.close();
    }
  }

  /**
   * Returns the environment, after loading the native library if that has not happened.
   *
   * @return the environment, never to be closed
   * @throws RamException if the library cannot be loaded
   */
  public static OrtEnvironment environment() {
    try {
      return LastingEnvironment.get();
    } catch (LinkageError | IllegalStateException e) {
      throw new RamException(
          ("ONNX Runtime's native library cannot be loaded on %s %s with Java %s: expected"
                  + " com.microsoft.onnxruntime:onnxruntime or onnxruntime_gpu on the class path"
                  + " and a 64-bit Linux with glibc, Windows with the Visual C++ runtime, or macOS"
                  + " on Apple silicon, found: %s%s")
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  Runtime.version().feature(),
                  rootOf(e),
                  NoExecMount.hint(
                      Path.of(System.getProperty("java.io.tmpdir")), "java.io.tmpdir")),
          e);
    }
  }

  /**
   * Returns whether this build of ONNX Runtime has the CUDA execution provider.
   *
   * @return whether the build has it, usable or not
   */
  public static boolean hasCuda() {
    environment();
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  /**
   * Requires that the execution provider asked for can be used.
   *
   * @param asked the options with the provider
   * @throws RamException if it cannot; the message says what is missing
   */
  public static void require(RuntimeOptions asked) {
    options(asked).close();
  }

  static Options options(RuntimeOptions asked) {
    return switch (asked.provider()) {
      case CPU -> cpu(asked);
      case CUDA -> cuda(asked);
      case CUSTOM -> custom(asked);
      case AUTO -> {
        if (!hasCuda()) {
          yield cpu(asked);
        }
        try {
          yield cuda(asked);
        } catch (RamException e) {
          LOG.info("computing on the CPU: {}", e.getMessage());
          yield cpu(asked);
        }
      }
    };
  }

  private static Options cpu(RuntimeOptions asked) {
    return new Options(common(asked), CPU);
  }

  private static Options cuda(RuntimeOptions asked) {
    if (!hasCuda()) {
      throw new RamException(
          "CUDA execution provider: expected com.microsoft.onnxruntime:onnxruntime_gpu on the class"
              + " path, found a build of ONNX Runtime with "
              + OrtEnvironment.getAvailableProviders());
    }
    OrtSession.SessionOptions options = common(asked);
    try {
      CudaDevice.add(options, asked.cudaDevice());
      CudaDevice.require(asked.cudaDevice());
      return new Options(options, CUDA);
    } catch (OrtException | LinkageError e) {
      options.close();
      throw cudaMissing(asked.cudaDevice(), e);
    }
  }

  private static Options custom(RuntimeOptions asked) {
    OrtSession.SessionOptions options = common(asked);
    boolean configured = false;
    try {
      asked.configurer().orElseThrow().configure(options);
      options.addConfigEntry(CONFIGURED, "1"); // refused where the caller's function closed them
      configured = true;
      return new Options(options, asked.providerName());
    } catch (OrtException | RuntimeException | LinkageError e) {
      throw customRefused(asked, e);
    } finally {
      if (!configured) {
        closeUnlessClosed(options);
      }
    }
  }

  private static RamException customRefused(RuntimeOptions asked, Throwable cause) {
    Throwable root = rootOf(cause);
    return new RamException(
        "%s execution provider: expected one of %s, which this build of ONNX Runtime has, found: %s"
            .formatted(
                asked.providerName(),
                OrtEnvironment.getAvailableProviders(),
                root.getMessage() == null ? root : root.getMessage()),
        cause);
  }

  private static void closeUnlessClosed(OrtSession.SessionOptions options) {
    try {
      options.close();
    } catch (IllegalStateException e) {
      LOG.debug("the caller's function closed the options", e);
    }
  }

  /** The error of a graph that could not be opened with a provider other than the CPU. */
  static RamException providerFailed(String provider, String graph, OrtException cause) {
    return new RamException(
        "%s execution provider: expected one that opens %s, found: %s"
            .formatted(provider, graph, CudaDevice.reason(cause.getMessage())),
        cause);
  }

  /** The error of CUDA that cannot be used, with the missing parts as far as they are known. */
  static RamException cudaMissing(int device, Throwable cause) {
    List<String> missing = CudaLibraries.missing();
    String found = CudaDevice.reason(rootOf(cause).getMessage());
    if (!missing.isEmpty() && !CudaDevice.isOfCuda(found)) {
      found = "nothing of " + String.join(", ", missing) + "; ONNX Runtime says: " + found;
    }
    return new RamException(
        ("CUDA execution provider, device %d: expected an NVIDIA GPU with its driver, CUDA 12 and"
                + " cuDNN 9 on the library path, found: %s")
            .formatted(device, found),
        cause);
  }

  private static OrtSession.SessionOptions common(RuntimeOptions asked) {
    try {
      environment();
      return sessionOptions(asked);
    } catch (OrtException e) {
      throw new RamException("ONNX Runtime refused session options: " + e.getMessage(), e);
    }
  }

  /** New options of ONNX Runtime without an execution provider; the receiver closes them. */
  static OrtSession.SessionOptions sessionOptions(RuntimeOptions asked) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(asked.threads());
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      // With it, a session keeps one more block of its peak's size for inputs of a new size.
      options.setMemoryPatternOptimization(false);
      // The next graph's threads need the processors that these would wait on, spinning.
      options.addConfigEntry("session.force_spinning_stop", "1");
      // ONNX files of others may have int8 weights that saturate on x86-64 without VNNI: with this
      // they are multiplied as uint8. See IntegerProducts.
      options.addConfigEntry("session.x64quantprecision", "1");
      if (!asked.packedWeights()) {
        options.addConfigEntry("session.disable_prepacking", "1");
      }
      // Errors are thrown; ONNX Runtime would write them to the standard error, too, with names
      // out of others' files as they are there.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
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
