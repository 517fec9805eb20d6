package io.github.ram4j.runtime.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that ONNX Runtime's Java classes unpack their libraries to, one for each JVM. They
 * leave its deletion to {@code File.deleteOnExit}, which goes backwards and tries the folder before
 * its files. So an empty folder stays, and all of it where the JVM is killed.
 *
 * <p>A loaded library needs no file on Linux and macOS. So the folder is deleted at once, unless
 * libraries of execution providers may be unpacked to it later; then, when the JVM exits.
 */
final class UnpackedLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibraries.class);

  /** Providers that are part of ONNX Runtime's own library. */
  private static final Set<OrtProvider> BUILT_IN =
      EnumSet.of(OrtProvider.CPU, OrtProvider.AZURE, OrtProvider.XNNPACK, OrtProvider.CORE_ML);

  private UnpackedLibraries() {}

  /** Deletes the folder, now or later, once the libraries are loaded. */
  static void tidy() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win")) {
      return; // the files of loaded libraries cannot be deleted
    }
    Path folder = folder();
    if (folder == null) {
      return;
    }
    if (BUILT_IN.containsAll(OrtEnvironment.getAvailableProviders())) {
      delete(folder);
      return;
    }
    try {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> delete(folder), "ram4j-unpacked-libraries"));
    } catch (IllegalStateException e) {
      LOG.debug("the JVM is stopping: {} stays", folder, e);
    }
  }

  /** The folder, or null if this version of ONNX Runtime does not tell. */
  static Path folder() {
    try {
      Field field =
          Class.forName("ai.onnxruntime.OnnxRuntime", true, OrtEnvironment.class.getClassLoader())
              .getDeclaredField("tempDirectory");
      field.setAccessible(true);
      return (Path) field.get(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("where ONNX Runtime unpacked its libraries is not known", e);
      return null;
    }
  }

  private static void delete(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.debug("{} stays", folder, e);
    }
  }
}
