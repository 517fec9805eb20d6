package io.github.ram4j.onnx.tagging;

import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.bundle.BundleTensor;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The similarity of the text embeddings that a model has for its tags to those that a text encoder
 * gives for their names.
 */
final class EncoderAgreement {
  /** Tags that are compared, spread over the list. */
  private static final int TAGS = 3;

  /** The first description of each tag of RAM++. */
  private static final String FIRST_DESCRIPTION = "a photo of a %s.";

  private EncoderAgreement() {}

  /**
   * Compares some tags.
   *
   * @param labels float32 [tags, width], or [tags, descriptions, width]
   * @param described whether a tag has descriptions
   * @return the mean cosine similarity
   */
  static double of(TextEncoder encoder, TagVocabulary list, BundleTensor labels, boolean described)
      throws IOException {
    int count = Math.min(TAGS, list.size());
    int[] indices =
        distinct(IntStream.range(0, count).map(i -> i * (list.size() / count)).toArray(), list);
    List<String> names = IntStream.of(indices).mapToObj(i -> list.tag(i).english()).toList();
    float[][] found =
        described
            ? encoder.embedCut(names.stream().map(FIRST_DESCRIPTION::formatted).toList())
            : OpenVocabulary.ofNames(encoder, names).tags().stream()
                .map(EncoderAgreement::row)
                .toArray(float[][]::new);
    float[] rows = labels.rows(indices);
    double sum = 0;
    for (int i = 0; i < found.length; i++) {
      sum += cosine(found[i], rows, i * (rows.length / indices.length));
    }
    return sum / found.length;
  }

  /** The tags whose names differ by more than case. */
  private static int[] distinct(int[] indices, TagVocabulary list) {
    Set<String> seen = new HashSet<>();
    return IntStream.of(indices)
        .filter(i -> seen.add(list.tag(i).english().strip().toLowerCase(Locale.ROOT)))
        .toArray();
  }

  private static float[] row(OpenTag tag) {
    float[] row = new float[tag.width()];
    tag.rows().get(row);
    return row;
  }

  private static double cosine(float[] one, float[] rows, int from) {
    double product = 0;
    double ofOne = 0;
    double ofOther = 0;
    for (int i = 0; i < one.length; i++) {
      float other = rows[from + i];
      product += (double) one[i] * other;
      ofOne += (double) one[i] * one[i];
      ofOther += (double) other * other;
    }
    return product / Math.sqrt(ofOne * ofOther);
  }
}
