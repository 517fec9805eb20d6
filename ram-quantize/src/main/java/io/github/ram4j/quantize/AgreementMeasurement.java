package io.github.ram4j.quantize;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.BundleMeasurement;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A measurement of a complete bundle's agreement with float32, for its manifest. */
final class AgreementMeasurement implements BundleMeasurement {
  private final List<RgbImage> images;
  private final boolean drawn;
  private final List<Recognition> reference;
  private final String floatProducts;
  private final QuantizeOptions required;
  private Agreement agreement;

  /**
   * Creates a measurement of one bundle.
   *
   * @param images images to recognize
   * @param drawn whether the images are drawn, for the manifest
   * @param reference float32 recognitions of the images
   * @param floatProducts number of products in float32, for the manifest; empty to leave it out
   * @param required the least agreement of an accepted bundle, or null
   */
  AgreementMeasurement(
      List<RgbImage> images,
      boolean drawn,
      List<Recognition> reference,
      String floatProducts,
      QuantizeOptions required) {
    this.images = images;
    this.drawn = drawn;
    this.reference = reference;
    this.floatProducts = floatProducts;
    this.required = required;
  }

  /** Thrown for a bundle of less than the required agreement with float32. */
  static final class TooFarException extends IOException {
    private static final long serialVersionUID = 1;

    TooFarException(Agreement agreement) {
      super("answers too far from those of float32: " + agreement);
    }
  }

  /** The measured agreement. */
  Agreement agreement() {
    return agreement;
  }

  @Override
  public SortedMap<String, String> measure(Path bundle) throws IOException {
    List<Recognition> found = new ArrayList<>();
    ModelOptions config =
        ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withVerifyDigests(false));
    try (Recognizer recognizer = RamModels.open(bundle, config)) {
      for (RgbImage image : images) {
        found.add(ofList(recognizer.recognize(BufferedImages.ofRgb(image))));
      }
    }
    agreement = Agreement.of(reference, found);
    if (required != null && !required.isMetBy(agreement)) {
      throw new TooFarException(agreement);
    }
    SortedMap<String, String> lines = new TreeMap<>();
    lines.put("pictures", agreement.images() + (drawn ? ", drawn" : ""));
    lines.put("correlation", number(agreement.correlation()));
    lines.put("tags-shared", number(agreement.tagsShared()));
    lines.put("largest-logit-difference", number(agreement.largestLogitDifference()));
    if (!floatProducts.isEmpty()) {
      lines.put("float32-products", floatProducts);
    }
    return lines;
  }

  /** The tags of the checkpoint's list; new tags that the bundle carries come after them. */
  private Recognition ofList(Recognition all) {
    TagVocabulary list = reference.get(0).vocabulary();
    if (all.vocabulary().size() <= list.size()) {
      return all;
    }
    List<Integer> ids = all.vocabulary().tags().stream().map(Tag::id).toList();
    return all.subset(all.vocabulary().subsetOfIds(ids.subList(0, list.size())));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
