package io.github.ram4j.onnx;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.image.Normalization;
import io.github.ram4j.image.PixelNormalizer;
import io.github.ram4j.onnx.decode.DecodeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Opens models.
 *
 * <pre>{@code
 * try (Recognizer recognizer = RamModels.open(Path.of("ram_plus"))) {
 *   Recognition recognition = recognizer.recognize(bufferedImage);
 * }
 * }</pre>
 *
 * <p>All methods are thread-safe. What is opened belongs to the caller, who closes it.
 */
public final class RamModels {
  private static final int BATCH_ON_CPU = 1;
  private static final int BATCH_ON_CUDA = 8;

  private RamModels() {}

  /**
   * Opens a bundle on the CPU with all processors.
   *
   * @param folder that the converter wrote
   * @return a recognizer, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle or a file is missing or altered
   */
  public static Recognizer open(Path folder) throws IOException {
    return open(folder, SessionConfig.defaults());
  }

  /**
   * Opens a bundle.
   *
   * @param folder that the converter wrote
   * @param config how to run it
   * @return a recognizer, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle or a file is missing or altered
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Recognizer open(Path folder, SessionConfig config) throws IOException {
    return open(Bundle.read(folder), config);
  }

  /**
   * Opens a bundle that was read before, or that is packed in a jar.
   *
   * @param bundle the bundle
   * @param config how to run it
   * @return a recognizer, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if a file is altered
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Recognizer open(Bundle bundle, SessionConfig config) throws IOException {
    if (config.verifyDigests()) {
      bundle.verifyDigests();
    }
    BundleManifest manifest = bundle.manifest();
    TagVocabulary vocabulary = bundle.vocabulary().withThresholds(config.thresholds());
    TaggerSession session =
        TaggerSession.open(
            bundle.name(),
            config,
            (environment, options) ->
                bundle.graphFile().isPresent()
                    ? environment.createSession(bundle.graphFile().get().toString(), options)
                    : environment.createSession(graphBytes(bundle), options),
            opened ->
                BundleSignature.of(
                    bundle.name(), opened, manifest.imageSizePx(), vocabulary.size()));
    ModelInfo info =
        new ModelInfo(
            manifest.family(),
            bundle.name(),
            manifest.imageSizePx(),
            manifest.precision(),
            session.provider(),
            config.threads(),
            manifest.notes());
    Normalization normalization = new Normalization(manifest.mean(), manifest.std());
    return recognizer(info, vocabulary, session, normalization, UnaryOperator.identity(), config);
  }

  /**
   * Opens an ONNX file that others exported from RAM, RAM++ or Tag2Text. Its input is found by its
   * shape, [batch or 1, 3, size, size], its output by the number of tags; pixels are normalized by
   * ImageNet's mean and deviation. What was assumed stands in {@link ModelInfo#assumed()}.
   *
   * @param file an ONNX file, its external data beside it
   * @param vocabulary the tags in the order of the output
   * @param output what the output holds
   * @param config how to run it
   * @return a recognizer, to be closed by the caller
   * @throws IOException if the file cannot be read
   * @throws ModelException if it is no ONNX file, or its input or output is another
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Recognizer openExported(
      Path file, TagVocabulary vocabulary, ExportedOutput output, SessionConfig config)
      throws IOException {
    ExportedModel exported = ExportedModel.open(file, vocabulary, output, config);
    ModelInfo info =
        new ModelInfo(
            ModelFamily.EXPORTED,
            file.toString(),
            exported.session().signature().imageSizePx(),
            "unknown",
            exported.session().provider(),
            config.threads(),
            exported.assumed());
    return recognizer(
        info,
        vocabulary.withThresholds(config.thresholds()),
        exported.session(),
        Normalization.IMAGENET,
        exported.toLogits(),
        config);
  }

  /**
   * What this machine has for running models: versions, execution providers, native libraries.
   *
   * @return lines for people, and whether each is as it should be
   */
  public static List<RuntimeCheck> checkRuntime() {
    return RuntimeChecks.all();
  }

  private static Recognizer recognizer(
      ModelInfo info,
      TagVocabulary vocabulary,
      TaggerSession session,
      Normalization normalization,
      UnaryOperator<float[]> toLogits,
      SessionConfig config) {
    DecodeOptions decoding =
        new DecodeOptions(config.exifRotation(), config.maxPixels(), config.maxBytes());
    PictureReader reader =
        new PictureReader(decoding, info.imageSizePx(), new PixelNormalizer(normalization));
    return new OnnxRecognizer(
        info, vocabulary, reader, session, toLogits, batchSize(session, config));
  }

  private static int batchSize(TaggerSession session, SessionConfig config) {
    if (session.signature().fixedBatch() > 0) {
      return session.signature().fixedBatch();
    }
    if (config.batchSize() > 0) {
      return config.batchSize();
    }
    return session.provider().equals(OnnxRuntime.CUDA) ? BATCH_ON_CUDA : BATCH_ON_CPU;
  }

  private static byte[] graphBytes(Bundle bundle) {
    try {
      return bundle.graphBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(bundle.name(), e);
    }
  }
}
