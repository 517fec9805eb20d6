package io.github.ram4j.runtime.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime's environment, kept until the process ends. Thread-safe.
 *
 * <p>ONNX Runtime's Java classes release it in a shutdown hook, which runs as soon as the JVM
 * begins to stop and beside all other hooks: a session that computes then, or that is closed or
 * opened later, works in freed memory. The native environment counts its references, and a second
 * one keeps it. No public method takes one, so it is taken from a private one, by reflection: ONNX
 * Runtime's jar has no module descriptor, so that its packages are open on the module path as well.
 */
final class LastingEnvironment {
  private static final Logger LOG = LoggerFactory.getLogger(LastingEnvironment.class);

  private static final String DANGER =
      "stopping the JVM while a model computes may crash it, as this version of ONNX Runtime's Java"
          + " classes frees its environment at once and does not let it be kept";

  private static boolean tried;
  private static boolean kept;

  private LastingEnvironment() {}

  /**
   * The environment.
   *
   * @throws LinkageError if ONNX Runtime's native library cannot be loaded; other unchecked
   *     exceptions likewise
   */
  static synchronized OrtEnvironment get() {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (!tried) {
      tried = true;
      kept = keep(environment);
      UnpackedLibraries.tidy();
    }
    return environment;
  }

  /** Returns whether the environment outlives ONNX Runtime's shutdown hook. */
  static synchronized boolean isKept() {
    get();
    return kept;
  }

  private static boolean keep(OrtEnvironment environment) {
    try {
      Field api =
          Class.forName("ai.onnxruntime.OnnxRuntime", true, OrtEnvironment.class.getClassLoader())
              .getDeclaredField("ortApiHandle");
      Method handle = OrtEnvironment.class.getDeclaredMethod("getNativeHandle");
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      handle.setAccessible(true);
      create.setAccessible(true);
      Object first = handle.invoke(environment);
      Object second =
          create.invoke(
              null,
              api.getLong(null),
              OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
              OrtEnvironment.DEFAULT_NAME);
      if (first.equals(second)) {
        return true;
      }
      LOG.warn("{}: expected one native environment, found two", DANGER);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("{}: {}", DANGER, e.toString());
    }
    return false;
  }
}
