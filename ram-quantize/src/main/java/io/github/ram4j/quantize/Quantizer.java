package io.github.ram4j.quantize;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.convert.BundleMeasurement;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.ConvertReport;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.image.BufferedImages;
import io.github.ram4j.image.RgbImage;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.SessionConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Converts checkpoints to bundles of lower precision, and measures on pictures what that changes.
 *
 * <p>For int8, one run of the float32 model says of every product how far 8-bit integers would be
 * from it. If the bundle whose products are all int8 does not agree with float32 as asked, those
 * with the largest errors go back to float32, more and more of them, until it does.
 *
 * <p>Stateless and thread-safe. Needs disk space beside the bundle for the model at float32 and
 * int8 together while it runs, and memory to run it. What is temporary is deleted, on failure too.
 */
public final class Quantizer {
  /** The parts of all products that are tried at float32, in turn. */
  private static final double[] FLOAT_SHARES = {0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.85};

  private Quantizer() {}

  /**
   * Converts a checkpoint.
   *
   * @param checkpoint a file of PyTorch (zip or the old format) or safetensors
   * @param bundle the folder to make; it appears when it is complete
   * @param options sizes, tags and precision, which must not be fp32
   * @param quantize pictures to measure on, and the agreement asked for
   * @return what was converted and measured; also if the agreement could not be reached, which it
   *     says
   * @throws IOException if a file cannot be read or written, or the bundle's name is taken
   * @throws io.github.ram4j.ModelException if the checkpoint is damaged, unsafe, of no known family
   *     or does not fit the options
   * @throws io.github.ram4j.PictureException if a picture cannot be decoded
   * @throws IllegalArgumentException if the precision is fp32 or the subset names an unknown tag
   */
  public static QuantizeReport convert(
      Path checkpoint, Path bundle, ConvertOptions options, QuantizeOptions quantize)
      throws IOException {
    if (options.precision() == Precision.FP32) {
      throw new IllegalArgumentException("precision: expected fp16 or int8, found fp32");
    }
    Converter.requireFree(bundle, options);
    List<RgbImage> pictures =
        quantize.pictures().isEmpty()
            ? CalibrationPictures.drawn()
            : CalibrationPictures.read(quantize.pictures());
    Path parent = bundle.toAbsolutePath().normalize().getParent();
    try (TemporaryFolder folder = TemporaryFolder.in(parent)) {
      Converter.writeProbe(checkpoint, folder.path(), options);
      Reference reference = reference(folder.path(), pictures, options);
      return attempts(checkpoint, bundle, options, quantize, pictures, reference);
    }
  }

  /** What float32 answers, and how far products with 8-bit integers are from it. */
  private record Reference(List<float[]> logits, List<ProductError> errors) {}

  private static Reference reference(Path folder, List<RgbImage> pictures, ConvertOptions options) {
    List<float[]> logits = new ArrayList<>();
    try (Probe probe = Probe.open(folder, SessionConfig.defaults().threads())) {
      for (RgbImage picture : pictures) {
        options.progress().at("measuring products", logits.size(), pictures.size());
        logits.add(probe.logits(picture));
      }
      options.progress().at("measuring products", logits.size(), pictures.size());
      return new Reference(logits, probe.errors());
    }
  }

  private static QuantizeReport attempts(
      Path checkpoint,
      Path bundle,
      ConvertOptions options,
      QuantizeOptions quantize,
      List<RgbImage> pictures,
      Reference reference)
      throws IOException {
    List<ProductError> errors =
        options.precision() == Precision.INT8 ? reference.errors() : List.of();
    List<Set<String>> choices = choices(errors);
    for (Set<String> floats : choices) {
      boolean last = floats.equals(choices.get(choices.size() - 1));
      Attempt attempt = new Attempt(pictures, reference, quantize, floats, last);
      try {
        ConvertReport report =
            Converter.convert(
                checkpoint, bundle, options.withFloatProducts(floats).withMeasurement(attempt));
        return new QuantizeReport(
            report, attempt.agreement, errors, floats, quantize.isMetBy(attempt.agreement));
      } catch (TooFarException e) {
        // The next choice has more products at float32.
      }
    }
    throw new IllegalStateException("the last choice is always taken");
  }

  /** Names of products that stay float32: none, then more and more of those with large errors. */
  private static List<Set<String>> choices(List<ProductError> errors) {
    List<Set<String>> choices = new ArrayList<>();
    Set<String> before = null;
    for (double share : FLOAT_SHARES) {
      Set<String> names =
          errors.stream()
              .limit(Math.round(share * errors.size()))
              .map(ProductError::product)
              .collect(Collectors.toCollection(HashSet::new));
      if (!names.equals(before)) {
        choices.add(names);
      }
      before = names;
    }
    return choices;
  }

  /** A bundle that is not wanted, as its answers are too far from those of float32. */
  private static final class TooFarException extends IOException {
    private static final long serialVersionUID = 1;

    TooFarException(Agreement agreement) {
      super("answers too far from those of float32: " + agreement);
    }
  }

  /** Measures a bundle and refuses it if its answers are too far, unless there is no other. */
  private static final class Attempt implements BundleMeasurement {
    private final List<RgbImage> pictures;
    private final Reference reference;
    private final QuantizeOptions quantize;
    private final Set<String> floats;
    private final boolean last;
    private Agreement agreement;

    Attempt(
        List<RgbImage> pictures,
        Reference reference,
        QuantizeOptions quantize,
        Set<String> floats,
        boolean last) {
      this.pictures = pictures;
      this.reference = reference;
      this.quantize = quantize;
      this.floats = floats;
      this.last = last;
    }

    @Override
    public SortedMap<String, String> measure(Path bundle) throws IOException {
      List<Recognition> expected = new ArrayList<>();
      List<Recognition> found = new ArrayList<>();
      SessionConfig config = SessionConfig.defaults().withVerifyDigests(false);
      try (Recognizer recognizer = RamModels.open(bundle, config)) {
        for (int i = 0; i < pictures.size(); i++) {
          found.add(recognizer.recognize(BufferedImages.ofRgb(pictures.get(i))));
          expected.add(Recognition.ofLogits(recognizer.vocabulary(), reference.logits().get(i)));
        }
      }
      agreement = Agreement.of(expected, found);
      if (!last && !quantize.isMetBy(agreement)) {
        throw new TooFarException(agreement);
      }
      return accuracy();
    }

    private SortedMap<String, String> accuracy() {
      SortedMap<String, String> lines = new TreeMap<>();
      lines.put(
          "pictures",
          quantize.pictures().isEmpty()
              ? agreement.pictures() + ", drawn"
              : Integer.toString(agreement.pictures()));
      lines.put("correlation", number(agreement.correlation()));
      lines.put("tags-shared", number(agreement.tagsShared()));
      lines.put("largest-logit-difference", number(agreement.largestLogitDifference()));
      if (!reference.errors().isEmpty()) {
        lines.put(
            "float32-products", "%d of %d".formatted(floats.size(), reference.errors().size()));
      }
      return lines;
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.6f", value);
    }
  }
}
