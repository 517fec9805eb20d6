package io.github.ram4j.benchmarks;

/**
 * Number of operations of an image at the published sizes, 384 pixels and all tags, for any
 * implementation.
 *
 * <p>The count has the multiplications and additions of matrix products, attention's too: RAM's 104
 * G of each in Swin-L and 54 G in the tagging head. It has neither LayerNorm, softmax and GELU nor
 * the first query projection, which depends on tags alone in RAM and Tag2Text. RAM++ counts the
 * same, without its multi-description reweighting. Tag2Text: 47.1 G in Swin-B, 40.4 G in the head.
 */
final class ImageWork {
  private ImageWork() {}

  /** GFLOP of one image by the name of the family in peers.py. */
  static double gflop(String family) {
    return switch (family) {
      case "ram", "ram_plus" -> 316;
      case "tag2text" -> 175;
      default ->
          throw new IllegalArgumentException(
              "family: expected ram, ram_plus or tag2text, found " + family);
    };
  }
}
