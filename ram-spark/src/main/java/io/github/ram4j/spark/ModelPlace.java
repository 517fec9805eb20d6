package io.github.ram4j.spark;

import io.github.ram4j.ModelException;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.photo.PhotoModels;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * The place of a model in this process: a jar of the class path, a file that Spark distributed, or
 * a folder of the machine.
 *
 * @param name in messages, and to tell models apart
 * @param folder null for a model that ships
 */
record ModelPlace(String name, @Nullable Path folder) {
  private static final String CLIPART = "clipart";
  private static final String PHOTO = "photo";

  /**
   * Finds a model.
   *
   * @throws ModelException if there is none
   */
  static ModelPlace of(String model) {
    if (model.equals(CLIPART) || model.equals(PHOTO)) {
      return new ModelPlace(model, null);
    }
    if (model.contains("://")) {
      throw new ModelException(
          ("model %s: expected clipart, photo, the name of a file or archive that was added to the"
                  + " SparkContext, or an absolute path on all executors, found a URL: spark-submit"
                  + " --archives %s#ram has Spark unpack it, and the model is then ram")
              .formatted(model, model));
    }
    Path path = Path.of(model);
    if (!path.isAbsolute()) {
      Path added = Path.of(SparkFiles.get(model));
      return new ModelPlace(added.toString(), require(model, added, "among the added files"));
    }
    return new ModelPlace(model, require(model, path, "on this machine"));
  }

  private static Path require(String model, Path folder, String where) {
    if (!Files.isDirectory(folder)) {
      throw new ModelException(
          "model %s: expected the folder of a bundle %s, found %s at %s"
              .formatted(model, where, Files.exists(folder) ? "a file" : "nothing", folder));
    }
    return isBundle(folder) ? folder : onlyBundleIn(folder);
  }

  private static boolean isBundle(Path folder) {
    return Files.exists(folder.resolve("bundle.properties"));
  }

  /** The bundle in an unpacked archive of its folder; the folder itself where there is no such. */
  private static Path onlyBundleIn(Path folder) {
    try (Stream<Path> inner = Files.list(folder)) {
      List<Path> bundles = inner.filter(ModelPlace::isBundle).toList();
      return bundles.size() == 1 ? bundles.get(0) : folder;
    } catch (IOException e) {
      throw new UncheckedIOException("model " + folder, e);
    }
  }

  /**
   * Opens a model with one thread for each call: tasks call it from as many threads as they have
   * cores.
   *
   * @return a captioner if captions are asked for; closed by the caller
   */
  static Recognizer open(Bundle bundle, boolean caption) throws IOException {
    ModelOptions options =
        ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withThreads(1));
    try {
      return caption ? RamModels.openCaptioner(bundle, options) : RamModels.open(bundle, options);
    } catch (LinkageError e) {
      throw LibraryPlace.failure(e);
    }
  }

  /**
   * The bundle, not opened.
   *
   * @param caption whether captions are asked for, which another one of clip art writes
   * @throws ModelException if it is known to write none
   */
  Bundle bundle(boolean caption) throws IOException {
    if (folder != null) {
      return Bundle.read(folder);
    }
    if (name.equals(PHOTO)) {
      if (caption) {
        throw new ModelException("model photo: expected one that writes captions, found a tagger");
      }
      return shipped("ram-model-photo", () -> PhotoModels.tagger());
    }
    return shipped(
        "ram-model-clipart", () -> caption ? ClipartModels.tag2text() : ClipartModels.ram());
  }

  /**
   * A bundle of a jar that need not be there.
   *
   * @param bundle a lambda, since a method reference loads the class where it stands
   */
  private Bundle shipped(String artifact, Supplier<Bundle> bundle) {
    try {
      return bundle.get();
    } catch (NoClassDefFoundError e) {
      throw new RamException(
          "model %s: expected io.github.ram4j:%s on the class path of executors, found no such jar"
              .formatted(name, artifact),
          e);
    }
  }
}
