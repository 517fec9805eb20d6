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
 * Converts checkpoints to bundles of lower precision, and measures on images what that changes.
 *
 * <p>For int8, one run of a model that computes every product both ways says how far 8-bit integers
 * are from float32. If the model whose products are all int8 does not agree with float32 as asked,
 * those with the largest errors go back to float32, more and more of them, until it does. These
 * choices are tried in that one model; the bundle is written once, and measured again.
 *
 * <p>Stateless and thread-safe. Needs disk space beside the bundle for the model at float32 and
 * int8 together while it runs, and memory to run it. What is temporary is deleted, on failure too.
 */
public final class Quantizer {
  private Quantizer() {}

  /**
   * Converts a checkpoint.
   *
   * @param checkpoint a file of PyTorch (zip or the old format) or safetensors
   * @param bundle the folder to make; it appears when it is complete
   * @param options sizes, tags and precision, which must not be fp32
   * @param quantize images to measure on, and the agreement asked for
   * @return what was converted and measured; also if the agreement could not be reached, which it
   *     says
   * @throws IOException if a file cannot be read or written, or the bundle's name is taken
   * @throws io.github.ram4j.ModelException if the checkpoint is damaged, unsafe, of no known family
   *     or does not fit the options
   * @throws io.github.ram4j.ImageException if an image cannot be decoded
   * @throws IllegalArgumentException if the precision is fp32 or the subset names an unknown tag
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
        // Rare: the bundle quantizes block by block, the probe at once. The next choice then.
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
