package io.github.ram4j.onnx;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.ModelTask;
import io.github.ram4j.RamException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.image.batch.ImagePreprocessor;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.locate.GroundingModel;
import io.github.ram4j.onnx.locate.OnnxLocator;
import io.github.ram4j.onnx.segment.OnnxSegmenter;
import io.github.ram4j.onnx.segment.SegmentModel;
import io.github.ram4j.runtime.lifetime.Opened;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A factory that opens models which say where things are in an image.
 *
 * <pre>{@code
 * try (Locator locator = RegionModels.openLocator(Path.of("groundingdino_swint_ogc.bundle"))) {
 *   LocatedImage located = locator.locate(bufferedImage, recognition.tags());
 * }
 * }</pre>
 *
 * <p>All methods are thread-safe. The caller owns the opened models and closes them.
 */
public final class RegionModels {
  private RegionModels() {}

  /**
   * Opens a bundle that finds boxes, on the CPU with all processors.
   *
   * @param folder a bundle of a Grounding DINO, as the converter writes it
   * @return a locator, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle that finds boxes or a file is missing or
   *     altered
   */
  public static Locator openLocator(Path folder) throws IOException {
    return openLocator(folder, ModelOptions.defaults());
  }

  /**
   * Opens a bundle that finds boxes. One that is replaced meanwhile is opened again, at most 5
   * times.
   *
   * @param folder a bundle of a Grounding DINO, as the converter writes it
   * @param options sessions and images; thresholds of tags and batch size do not concern boxes
   * @return a locator, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle that finds boxes or a file is missing or
   *     altered
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Locator openLocator(Path folder, ModelOptions options) throws IOException {
    return LatestBundle.open(folder, bundle -> openLocator(bundle, options));
  }

  /**
   * Opens a bundle that finds boxes.
   *
   * @param bundle of a Grounding DINO
   * @param options sessions and images; thresholds of tags and batch size do not concern boxes
   * @return a locator, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the bundle finds no boxes, a file is altered, or the bundle was
   *     replaced since it was read
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Locator openLocator(Bundle bundle, ModelOptions options) throws IOException {
    bundle.require(ModelTask.LOCATING);
    ImagePreparation preparation =
        bundle
            .manifest()
            .image()
            .orElseThrow(
                () ->
                    new ModelException(
                        "bundle %s: image.resize: expected a model that takes images, found none"
                            .formatted(bundle.name())));
    try (Opened opened = new Opened()) {
      GroundingModel model = opened.add(GroundingModel.open(bundle, options.runtime()));
      Locator locator =
          new OnnxLocator(
              RamModels.info(bundle, model.provider(), options),
              model,
              new ImagePreprocessor(
                  new DecodeOptions(options.images(), 0),
                  preparation,
                  options.runtime().threads()));
      opened.keep();
      return locator;
    }
  }

  /**
   * Opens a bundle that finds masks, on the CPU with all processors.
   *
   * @param folder a bundle of SAM, MobileSAM or SAM 2, as the converter writes it
   * @return a segmenter, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle that finds masks or a file is missing or
   *     altered
   */
  public static Segmenter openSegmenter(Path folder) throws IOException {
    return openSegmenter(folder, ModelOptions.defaults());
  }

  /**
   * Opens a bundle that finds masks. One that is replaced meanwhile is opened again, at most 5
   * times.
   *
   * @param folder a bundle of SAM, MobileSAM or SAM 2, as the converter writes it
   * @param options sessions and images, which are always decoded in full; thresholds and batch size
   *     do not concern masks
   * @return a segmenter, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the folder is no bundle that finds masks or a file is missing or
   *     altered
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Segmenter openSegmenter(Path folder, ModelOptions options) throws IOException {
    return LatestBundle.open(folder, bundle -> openSegmenter(bundle, options));
  }

  /**
   * Opens a bundle that finds masks.
   *
   * @param bundle of SAM, MobileSAM or SAM 2
   * @param options sessions and images, which are always decoded in full; thresholds and batch size
   *     do not concern masks
   * @return a segmenter, to be closed by the caller
   * @throws IOException if a file cannot be read
   * @throws ModelException if the bundle finds no masks, a file is altered, or the bundle was
   *     replaced since it was read
   * @throws RamException if ONNX Runtime or the execution provider asked for cannot be used
   */
  public static Segmenter openSegmenter(Bundle bundle, ModelOptions options) throws IOException {
    try (Opened opened = new Opened()) {
      SegmentModel model = opened.add(SegmentModel.open(bundle, options.runtime()));
      ModelInfo info =
          RamModels.info(bundle, model.provider(), options)
              .withImageSizePx(model.preparation().sizePx());
      ImagePreprocessor reader =
          new ImagePreprocessor(
              new DecodeOptions(options.images(), 0),
              model.preparation(),
              options.runtime().threads());
      Segmenter segmenter = new OnnxSegmenter(info, model, reader);
      opened.keep();
      return segmenter;
    }
  }
}
