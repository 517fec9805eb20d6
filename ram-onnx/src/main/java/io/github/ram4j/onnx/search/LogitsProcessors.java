package io.github.ram4j.onnx.search;

/** Logits processors: changes of the logits, in place, before a token is chosen. */
final class LogitsProcessors {
  private LogitsProcessors() {}

  /** Natural log-probabilities of logits; the sum is taken in double precision. */
  static void logSoftmax(float[] logits) {
    float shift = (float) logSumExp(logits);
    for (int i = 0; i < logits.length; i++) {
      logits[i] -= shift;
    }
  }

  static double logSumExp(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - max);
    }
    return max + Math.log(sum);
  }

  /**
   * The repetition penalty of transformers' RepetitionPenaltyLogitsProcessor: tokens that are there
   * already get a lower score, once each.
   */
  static void penalize(float[] scores, int[] ids, double penalty) {
    if (penalty == 1) {
      return;
    }
    for (int i = 0; i < ids.length; i++) {
      if (!occursBefore(ids, i)) {
        float score = scores[ids[i]];
        scores[ids[i]] = (float) (score < 0 ? score * penalty : score / penalty);
      }
    }
  }

  private static boolean occursBefore(int[] ids, int place) {
    for (int i = 0; i < place; i++) {
      if (ids[i] == ids[place]) {
        return true;
      }
    }
    return false;
  }
}
