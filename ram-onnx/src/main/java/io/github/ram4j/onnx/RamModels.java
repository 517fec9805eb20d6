package io.github.ram4j.onnx;

import io.github.ram4j.Captioner;
import io.github.ram4j.ExportedOutput;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.image.batch.ImagePreprocessor;
import io.github.ram4j.image.batch.PixelBatches;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.onnx.caption.CaptionModel;
import io.github.ram4j.onnx.caption.OnnxCaptioner;
import io.github.ram4j.onnx.embedding.OnnxTextEncoder;
import io.github.ram4j.onnx.embedding.TextModel;
import io.github.ram4j.onnx.exported.ExportedModel;
import io.github.ram4j.onnx.exported.ExportedTagger;
import io.github.ram4j.onnx.tagging.BundleTagger;
import io.github.ram4j.onnx.tagging.OnnxRecognizer;
import io.github.ram4j.onnx.tagging.Tagger;
import io.github.ram4j.runtime.RuntimeCheck;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.OnnxRuntime;
import io.github.ram4j.runtime.session.RuntimeChecks;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A factory that opens models as recognizers, captioners and text encoders.
 *
 * <pre>{@code
 * try (Recognizer recognizer = RamModels.open(Path.of("ram_plus"))) {
 *   Recognition recognition = recognizer.recognize(bufferedImage);
 * }
 * }</pre>
 *
 * <p>All methods are thread-safe. The caller owns the opened models and closes them.
 */
public final class RamModels {
  private static final int BATCH_ON_CPU = 1;
  private static final int BATCH_ON_CUDA = 8;

  /**
   * The least size that a JPEG is decoded at, in sides of the model's input. Fewer would blur small
   * print, more would decode large photographs in full; docs/lab-notes.md has figures.
   */
  private static final int SCALED_SIDES = 3;

  private RamModels() {}

  /**
   * Opens a bundle on the CPU with all processors.
   *
   * @param folder a bundle, as the converter writes it
   * @return a recognizer, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle or a file is missing or altered
   */
  public static Recognizer open(Path folder) throws IOException {
    return open(folder, ModelOptions.defaults());
  }

  /**
   * Opens a bundle. One that is replaced meanwhile is opened again, at most 5 times: the answers
   * are those of the older model or of the newer one.
   *
   * @param folder a bundle, as the converter writes it
   * @param options sessions, images, thresholds and batch size
   * @return a recognizer, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle or a file is missing or altered
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Recognizer open(Path folder, ModelOptions options) throws IOException {
    return LatestBundle.open(folder, bundle -> open(bundle, options));
  }

  /**
   * Opens a bundle that was read before, or that is packed in a jar.
   *
   * @param bundle the bundle
   * @param options sessions, images, thresholds and batch size
   * @return a recognizer, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if a file is altered, or the bundle was replaced since it was read
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Recognizer open(Bundle bundle, ModelOptions options) throws IOException {
    BundleTags tags = BundleTags.of(bundle, options.thresholds());
    ImagePreparation preparation = preparation(bundle);
    try (Opened opened = new Opened()) {
      BundleTagger tagger = opened.add(BundleTagger.open(bundle, options.runtime()));
      Recognizer recognizer =
          OnnxRecognizer.ofBundle(
              info(bundle, tagger, options),
              tags.list(),
              batches(tagger, preparation, forBundle(bundle, options)),
              tagger,
              tags.carried());
      opened.keep();
      return recognizer;
    }
  }

  /**
   * Opens a bundle that writes captions, on the CPU with all processors. The captioner recognizes
   * the bundle's tags, too.
   *
   * @param folder a Tag2Text bundle, as the converter writes it with the token vocabulary
   * @return a captioner, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle with captions or a file is missing or altered
   */
  public static Captioner openCaptioner(Path folder) throws IOException {
    return openCaptioner(folder, ModelOptions.defaults());
  }

  /**
   * Opens a bundle that writes captions. One that is replaced meanwhile is opened again, at most 5
   * times. The captioner recognizes the bundle's tags, too.
   *
   * @param folder a Tag2Text bundle, as the converter writes it with the token vocabulary
   * @param options sessions, images, thresholds and batch size
   * @return a captioner, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle with captions or a file is missing or altered
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Captioner openCaptioner(Path folder, ModelOptions options) throws IOException {
    return LatestBundle.open(folder, bundle -> openCaptioner(bundle, options));
  }

  /**
   * Opens a bundle that writes captions. The captioner recognizes the bundle's tags, too.
   *
   * @param bundle of Tag2Text, converted with its token vocabulary
   * @param options sessions, images, thresholds and batch size
   * @return a captioner, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the bundle has no captions, a file is altered, or the bundle was
   *     replaced since it was read
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Captioner openCaptioner(Bundle bundle, ModelOptions options) throws IOException {
    TagVocabulary vocabulary = bundle.vocabulary().withThresholds(options.thresholds());
    ImagePreparation preparation = preparation(bundle);
    try (Opened opened = new Opened()) {
      CaptionModel parts = opened.add(CaptionModel.open(bundle, options.runtime()));
      Captioner captioner =
          new OnnxCaptioner(
              info(bundle, parts.tagger(), options),
              vocabulary,
              batches(parts.tagger(), preparation, forBundle(bundle, options)),
              parts);
      opened.keep();
      return captioner;
    }
  }

  /**
   * Opens a bundle that embeds texts, on the CPU with all processors.
   *
   * @param folder a bundle of CLIP's text half, as the converter writes it
   * @return a text encoder, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle that embeds texts or a file is missing or
   *     altered
   */
  public static TextEncoder openTextEncoder(Path folder) throws IOException {
    return openTextEncoder(folder, ModelOptions.defaults());
  }

  /**
   * Opens a bundle that embeds texts. One that is replaced meanwhile is opened again, at most 5
   * times.
   *
   * @param folder a bundle of CLIP's text half, as the converter writes it
   * @param options sessions; images, thresholds and batch size do not concern texts
   * @return a text encoder, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle that embeds texts or a file is missing or
   *     altered
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static TextEncoder openTextEncoder(Path folder, ModelOptions options) throws IOException {
    return LatestBundle.open(folder, bundle -> openTextEncoder(bundle, options));
  }

  /**
   * Opens a bundle that embeds texts.
   *
   * @param bundle of CLIP's text half
   * @param options sessions; images, thresholds and batch size do not concern texts
   * @return a text encoder, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the bundle embeds no texts, a file is altered, or the bundle was
   *     replaced since it was read
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static TextEncoder openTextEncoder(Bundle bundle, ModelOptions options)
      throws IOException {
    try (Opened opened = new Opened()) {
      TextModel model = opened.add(TextModel.open(bundle, options.runtime()));
      TextEncoder encoder = new OnnxTextEncoder(info(bundle, model.provider(), options), model);
      opened.keep();
      return encoder;
    }
  }

  /**
   * Opens an ONNX file that others exported from RAM, RAM++ or Tag2Text. Its input is found by its
   * shape, [batch or 1, 3, size, size], its output by the number of tags; pixels are normalized by
   * ImageNet's mean and deviation. {@link ModelInfo#assumed()} has the assumptions made.
   *
   * <p>Such a file has no names of tags, so only the length of the list can be checked. A list of
   * another model with as many tags gives wrong names to right scores.
   *
   * <p>Such a graph may compute without end. An interrupt of the thread that opens the file or
   * calls the recognizer ends that, by a {@link RamException}; the thread stays interrupted.
   *
   * @param file an ONNX file, its external data beside it, in the same folder or below
   * @param vocabulary the tags in the order of the output
   * @param output the kind of numbers in the output
   * @param options sessions, images, thresholds and batch size
   * @return a recognizer, to be closed by the caller
   * @throws IOException if the file cannot be read
   * @throws ModelException if it is no ONNX file, or its input or output is another
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Recognizer openExported(
      Path file, TagVocabulary vocabulary, ExportedOutput output, ModelOptions options)
      throws IOException {
    TagVocabulary tags = vocabulary.withThresholds(options.thresholds());
    try (Opened opened = new Opened()) {
      ExportedModel exported = ExportedModel.open(file, vocabulary, output, options.runtime());
      ExportedTagger tagger = opened.add(exported.tagger());
      ModelInfo info =
          ModelInfo.of(ModelFamily.EXPORTED, file.toString())
              .withImageSizePx(tagger.imageSizePx())
              .withExecution(tagger.provider(), options.runtime().threads())
              .withAssumed(exported.assumed());
      Recognizer recognizer =
          new OnnxRecognizer(
              info,
              tags,
              batches(tagger, ImagePreparation.squash(tagger.imageSizePx()), options),
              tagger);
      opened.keep();
      return recognizer;
    }
  }

  /**
   * Decodes an image as recognizers and captioners do, to be shown beside their results. It reads
   * formats that the JDK does not know, and turns images upright where the options say so.
   *
   * @param image in any shape but encoded by a captioner; borrowed until this returns
   * @param options limits and orientation
   * @return a new image, RGB without alpha
   * @throws IOException if its file or stream cannot be read
   * @throws io.github.ram4j.ImageException if it cannot be decoded or is above the limits
   */
  public static BufferedImage decode(ImageSource image, ImageOptions options) throws IOException {
    return BufferedImages.ofRgb(ImagePreprocessor.decode(image, new DecodeOptions(options, 0)));
  }

  /**
   * Reads the size that an image has when it is decoded, and decodes nothing.
   *
   * @param file the image
   * @param options limits, and whether images are turned upright, as recognizers do by default
   * @return width and height in pixels, as the image is seen
   * @throws IOException if the file cannot be read
   * @throws io.github.ram4j.ImageException if it is no image of a known format, or damaged as far
   *     as its header goes
   */
  public static Dimension size(Path file, ImageOptions options) throws IOException {
    ImageHeader header = ImageDecoder.size(file, new DecodeOptions(options, 0));
    return new Dimension(header.width(), header.height());
  }

  /**
   * Starts loading OpenCV, which decodes images, on a thread of its own and returns at once.
   * Programs that will decode images call it before they open a model, so that both happen at the
   * same time. Without it, OpenCV is loaded with the first encoded image; a failure to load is
   * reported there in either case.
   *
   * <p>Not for applications that call JavaCPP's or JavaCV's classes on other threads meanwhile: the
   * initializers of those classes wait for each other.
   */
  public static void prepareDecoding() {
    ImageDecoder.loadAhead();
  }

  /**
   * Checks this machine for running models: versions, execution providers, native libraries.
   *
   * @return lines for people, and whether each is as it should be
   */
  public static List<RuntimeCheck> checkRuntime() {
    List<RuntimeCheck> checks = new ArrayList<>(RuntimeChecks.all());
    checks.add(opencv());
    return checks;
  }

  private static RuntimeCheck opencv() {
    try {
      return new RuntimeCheck("OpenCV (JavaCV)", true, ImageDecoder.opencvVersion());
    } catch (RamException e) {
      return new RuntimeCheck("OpenCV (JavaCV)", false, e.getMessage());
    }
  }

  private static ModelInfo info(Bundle bundle, BundleTagger tagger, ModelOptions options) {
    ModelInfo info =
        info(bundle, tagger.provider(), options)
            .withImageSizePx(bundle.manifest().imageSizePx())
            .withTextWidth(tagger.textWidth());
    String textEncoder = bundle.manifest().source().get(TaggingGraphs.SOURCE_TEXT_ENCODER);
    return textEncoder == null ? info : info.withTextEncoder(textEncoder);
  }

  static ModelInfo info(Bundle bundle, String provider, ModelOptions options) {
    BundleManifest manifest = bundle.manifest();
    return ModelInfo.of(manifest.family(), bundle.name())
        .withPrecision(manifest.precision())
        .withExecution(provider, options.runtime().threads())
        .withAssumed(manifest.notes());
  }

  /**
   * The options with a batch size of 1 for int8 models, which would quantize the images of a batch
   * together.
   */
  private static ModelOptions forBundle(Bundle bundle, ModelOptions options) {
    return bundle.manifest().precision() == ModelPrecision.INT8
        ? options.withBatchSize(1)
        : options;
  }

  /** The preparation of images, which must give images of one shape. */
  private static ImagePreparation preparation(Bundle bundle) {
    return bundle
        .manifest()
        .image()
        .filter(preparation -> !preparation.resize().keepsShapes())
        .orElseThrow(
            () ->
                new ModelException(
                    ("bundle %s: image.resize: expected squash or long-side-pad, which give a"
                            + " tagger images of one shape, found %s")
                        .formatted(
                            bundle.name(),
                            bundle
                                .manifest()
                                .image()
                                .map(preparation -> preparation.resize().id())
                                .orElse("a model that takes no images"))));
  }

  private static PixelBatches batches(
      Tagger tagger, ImagePreparation preparation, ModelOptions options) {
    ImagePreprocessor reader =
        new ImagePreprocessor(
            new DecodeOptions(options.images(), shortestSide(tagger, options)),
            preparation,
            options.runtime().threads());
    return new PixelBatches(reader, batchSize(tagger, options));
  }

  /** The shortest side of JPEGs that are decoded at a part of their size; 0 for none. */
  private static int shortestSide(Tagger tagger, ModelOptions options) {
    return options.images().scaledDecoding()
        ? Math.multiplyExact(SCALED_SIDES, tagger.imageSizePx())
        : 0;
  }

  private static int batchSize(Tagger tagger, ModelOptions options) {
    if (tagger.fixedBatch() > 0) {
      return tagger.fixedBatch();
    }
    if (options.batchSize() > 0) {
      return options.batchSize();
    }
    return tagger.provider().equals(OnnxRuntime.CUDA) ? BATCH_ON_CUDA : BATCH_ON_CPU;
  }
}
