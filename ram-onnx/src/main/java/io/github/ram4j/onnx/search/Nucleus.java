package io.github.ram4j.onnx.search;

import java.util.Arrays;

/**
 * The nucleus of the next token's distribution: the likeliest tokens (top-k), of them the fewest
 * that reach a probability together (top-p), as transformers' TopKLogitsWarper and TopPLogitsWarper
 * leave them. Tokens that are as likely as the last of the likeliest stay, too.
 */
final class Nucleus {
  /** The greatest top-k whose tokens are found without sorting all. */
  private static final int FEW = 256;

  private final int[] ids;
  private final double[] probabilities;

  private Nucleus(int[] ids, double[] probabilities) {
    this.ids = ids;
    this.probabilities = probabilities;
  }

  /**
   * Cuts the nucleus out of all tokens.
   *
   * @param scores logits of all tokens
   * @param topK 0 for all
   * @param topP in (0, 1]
   */
  static Nucleus of(float[] scores, int topK, double topP) {
    int[] likeliest = likeliest(scores, topK);
    double[] weights = new double[likeliest.length];
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((double) scores[likeliest[i]] - scores[likeliest[0]]);
      total += weights[i];
    }
    int kept = 0;
    double reached = 0;
    while (kept < weights.length && (kept == 0 || reached < topP * total)) {
      reached += weights[kept++];
    }
    double[] probabilities = new double[kept];
    for (int i = 0; i < kept; i++) {
      probabilities[i] = weights[i] / reached;
    }
    return new Nucleus(Arrays.copyOf(likeliest, kept), probabilities);
  }

  /** The likeliest tokens, best first; of equal ones the lower id first. */
  private static int[] likeliest(float[] scores, int topK) {
    float least = least(scores, topK);
    long[] keys = new long[scores.length];
    int count = 0;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] >= least && scores[id] > Float.NEGATIVE_INFINITY) {
        keys[count++] = (long) ~ordered(scores[id]) << Integer.SIZE | id;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = (int) keys[i];
    }
    return ids;
  }

  /** The score that a token needs to be among the likeliest so many. */
  private static float least(float[] scores, int topK) {
    if (topK == 0 || topK >= scores.length) {
      return Float.NEGATIVE_INFINITY;
    }
    if (topK > FEW) {
      float[] sorted = scores.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length - topK];
    }
    TopK best = new TopK(topK);
    for (int id = 0; id < scores.length; id++) {
      best.offer(scores[id], id);
    }
    return best.score(topK - 1);
  }

  /** Whole numbers in the order of the floats. */
  private static int ordered(float score) {
    int bits = Float.floatToIntBits(score);
    return bits < 0 ? ~bits ^ Integer.MIN_VALUE : bits;
  }

  /**
   * Draws a token.
   *
   * @param uniform a random number in [0, 1)
   */
  int draw(double uniform) {
    double reached = 0;
    for (int i = 0; i < ids.length; i++) {
      reached += probabilities[i];
      if (uniform < reached) {
        return ids[i];
      }
    }
    return ids[ids.length - 1];
  }

  /** The tokens, the likeliest first. */
  int[] ids() {
    return ids.clone();
  }

  /** Their probabilities, which add up to 1. */
  double[] probabilities() {
    return probabilities.clone();
  }
}
