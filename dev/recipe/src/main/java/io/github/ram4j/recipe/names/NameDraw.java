package io.github.ram4j.recipe.names;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Embeddings drawn for a step: of a tag its name, or one of its other names, a little displaced, so
 * that a model learns a neighbourhood and not a point.
 *
 * <p>Immutable and thread-safe.
 */
public final class NameDraw {
  private final List<List<float[]>> variants;
  private final double otherShare;
  private final double noise;

  /**
   * A draw.
   *
   * @param known the tags
   * @param sentence of a name
   * @param otherShare share of embeddings that are of other names, 0 to 1
   * @param noise greatest length of the displacement; an embedding has length 1
   */
  public static NameDraw of(
      KnownNames known,
      NameSentence sentence,
      NameEncoder encoder,
      double otherShare,
      double noise) {
    Map<String, List<String>> others = otherShare == 0 ? Map.of() : NameLists.aliases();
    return new NameDraw(known.variants(others, sentence, encoder), otherShare, noise);
  }

  private NameDraw(List<List<float[]>> variants, double otherShare, double noise) {
    this.variants = variants;
    this.otherShare = otherShare;
    this.noise = noise;
  }

  /** Draws an embedding of a tag, 384 numbers of length 1. */
  float[] next(int tag, SplittableRandom random) {
    List<float[]> own = variants.get(tag);
    boolean other = own.size() > 1 && random.nextDouble() < otherShare;
    float[] drawn = own.get(other ? 1 + random.nextInt(own.size() - 1) : 0).clone();
    double scale = noise * random.nextDouble() / Math.sqrt(drawn.length);
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] += (float) (scale * random.nextGaussian());
    }
    return NameEncoder.scaled(drawn);
  }
}
