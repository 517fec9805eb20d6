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
 * A choice of the products that stay float32: as few of those with the largest errors as the
 * agreement asked for allows. Choices are tried by inference in the probe; nothing is written for
 * them.
 */
final class ProductChoice {
  /** The parts of all products that are tried at float32, in turn. */
  private static final double[] FLOAT_SHARES = {0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.85};

  private final List<QuantizeTry> tries = new ArrayList<>();
  private List<Set<String>> remaining = List.of(Set.of());

  /**
   * Tries choices until one agrees as asked for.
   *
   * @param probe open, borrowed
   * @param images to infer
   * @param errors of all products, the largest first
   * @param reference what float32 answers
   * @param wanted the agreement asked for
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
   * The choice that was made, and those with more products at float32 after it; none until then.
   */
  List<Set<String>> remaining() {
    return remaining;
  }

  /** All choices that were tried, in turn. */
  List<QuantizeTry> tries() {
    return tries;
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
}
