package io.github.ram4j.quantize;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.ConvertReport;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.quantize.AgreementMeasurement.TooFarException;
import io.github.ram4j.runtime.session.IntegerProducts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Converts checkpoints to bundles of lower precision, and measures the agreement with float32 on
 * images.
 *
 * <p>For int8, a probe computes every product both ways, and one run over the images measures each
 * product's quantization error. If the model with all products in int8 misses the requested
 * agreement, the products with the largest errors go back to float32, more and more of them, until
 * it is reached. These choices are tried in the probe; the bundle is written once, and measured
 * again.
 *
 * <p>Stateless and thread-safe. A conversion needs disk space beside the bundle for the model in
 * float32 and int8 together, and memory to run it. Temporary files are deleted, on failure too.
 */
public final class Quantizer {
  private Quantizer() {}

  /**
   * Converts a checkpoint.
   *
   * @param checkpoint a PyTorch file (zip or legacy format) or a safetensors file
   * @param bundle the folder to make; it appears when it is complete
   * @param options sizes, tags and precision, which must not be fp32
   * @param quantize calibration images and the requested agreement
   * @return the report of conversion and measurement, also for an unreached agreement; see {@link
   *     QuantizeReport#met}
   * @throws IOException if a file cannot be read or written, or the bundle's name is taken
   * @throws io.github.ram4j.ModelException if the checkpoint is damaged, unsafe, of an unknown
   *     family or does not fit the options
   * @throws io.github.ram4j.ImageException if an image cannot be decoded
   * @throws IllegalArgumentException if the precision is fp32 or the subset has an unknown tag
   */
  public static QuantizeReport convert(
      Path checkpoint, Path bundle, ConvertOptions options, QuantizeOptions quantize)
      throws IOException {
    if (options.precision() == Precision.FP32) {
      throw new IllegalArgumentException("precision: expected fp16, int8 or int8_vnni, found fp32");
    }
    Converter.requireFree(bundle, options);
    if (options.precision().isInt8()) {
      IntegerProducts.require(
          "precision " + options.precision().id(), options.precision().largestInt8Weight());
    }
    boolean drawn = quantize.images().isEmpty();
    List<RgbImage> images =
        drawn ? CalibrationImages.drawn() : CalibrationImages.read(quantize.images());
    Path parent = bundle.toAbsolutePath().normalize().getParent();
    ProductChoice choice = new ProductChoice();
    List<ProductError> errors;
    List<Recognition> reference;
    try (TemporaryFolder folder = TemporaryFolder.in(parent)) {
      TagVocabulary tags = Converter.writeProbe(checkpoint, folder.path(), options);
      try (Probe probe = Probe.open(folder.path())) {
        reference = reference(probe, tags, images, options);
        errors = options.precision().isInt8() ? probe.errors() : List.of();
        if (!errors.isEmpty()) {
          choice.make(probe, images, errors, reference, quantize);
        }
      }
    }
    for (Set<String> floats : choice.remaining()) {
      boolean last = floats == choice.remaining().get(choice.remaining().size() - 1);
      AgreementMeasurement measurement =
          new AgreementMeasurement(
              images,
              drawn,
              reference,
              errors.isEmpty() ? "" : "%d of %d".formatted(floats.size(), errors.size()),
              last ? null : quantize);
      try {
        ConvertReport report =
            Converter.convert(
                checkpoint, bundle, options.withFloatProducts(floats).withMeasurement(measurement));
        Agreement agreement = measurement.agreement();
        return new QuantizeReport(
            report, agreement, errors, floats, choice.tries(), quantize.isMetBy(agreement));
      } catch (TooFarException e) {
        // Rare: the bundle quantizes block by block, the probe at once. The next choice is tried.
      }
    }
    throw new IllegalStateException("the last choice is always taken");
  }

  private static List<Recognition> reference(
      Probe probe, TagVocabulary tags, List<RgbImage> images, ConvertOptions options) {
    List<Recognition> recognitions = new ArrayList<>();
    for (RgbImage image : images) {
      options.progress().at("measuring products", recognitions.size(), images.size());
      recognitions.add(Recognition.ofLogits(tags, probe.measured(image)));
    }
    options.progress().at("measuring products", recognitions.size(), images.size());
    return recognitions;
  }
}
