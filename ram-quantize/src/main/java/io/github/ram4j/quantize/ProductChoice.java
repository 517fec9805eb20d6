package io.github.ram4j.quantize;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.image.pixels.RgbImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A choice of the float32 products: as few products of the largest errors as the requested
 * agreement allows. Choices are tried by inference in the probe, without writing a bundle.
 */
final class ProductChoice {
  /** The fractions of products to try in float32, in turn. */
  private static final double[] FLOAT_SHARES = {0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.85};

  private final List<QuantizeTry> tries = new ArrayList<>();
  private List<Set<String>> remaining = List.of(Set.of());

  /**
   * Tries choices until one reaches the requested agreement.
   *
   * @param probe the open probe; the caller closes it
   * @param images images to recognize
   * @param errors the errors of all products, the largest first
   * @param reference float32 recognitions of the images
   * @param wanted the requested agreement
   */
  void make(
      Probe probe,
      List<RgbImage> images,
      List<ProductError> errors,
      List<Recognition> reference,
      QuantizeOptions wanted) {
    TagVocabulary vocabulary = reference.get(0).vocabulary();
    remaining = choices(errors);
    while (true) {
      Set<String> floats = remaining.get(0);
      List<Recognition> found = new ArrayList<>();
      for (RgbImage image : images) {
        float[] logits = probe.logits(image, product -> !floats.contains(product));
        found.add(Recognition.ofLogits(vocabulary, logits));
      }
      Agreement agreement = Agreement.of(reference, found);
      tries.add(new QuantizeTry(floats.size(), agreement));
      if (wanted.isMetBy(agreement) || remaining.size() == 1) {
        return;
      }
      remaining = remaining.subList(1, remaining.size());
    }
  }

  /**
   * The choice made, followed by those with more float32 products; before {@link #make}, an empty
   * choice.
   */
  List<Set<String>> remaining() {
    return remaining;
  }

  /** All choices tried, in turn. */
  List<QuantizeTry> tries() {
    return tries;
  }

  /**
   * Returns sets of names of float32 products: none, then more and more in the order of their
   * errors.
   */
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
}
