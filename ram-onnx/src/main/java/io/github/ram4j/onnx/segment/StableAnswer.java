package io.github.ram4j.onnx.segment;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * SAM 2's choice of a single answer: the first one where its mask is stable, that is, hardly
 * changes with the threshold of its logits; otherwise the alternative of the best predicted
 * quality.
 */
final class StableAnswer {
  private static final float DELTA = 0.05f;
  private static final float LEAST_STABILITY = 0.98f;

  private StableAnswer() {}

  /**
   * Chooses an answer.
   *
   * @param answers all of a prompt: the single one, then the alternatives
   */
  static MaskSessions.Answer of(List<MaskSessions.Answer> answers) {
    MaskSessions.Answer first = answers.get(0);
    if (stability(first.lowRes().logits()) >= LEAST_STABILITY) {
      return first;
    }
    MaskSessions.Answer best = answers.get(1);
    for (MaskSessions.Answer answer : answers.subList(2, answers.size())) {
      best = answer.quality() > best.quality() ? answer : best;
    }
    return best;
  }

  /** The share of the pixels above the lower threshold that are above the upper one, 1 of none. */
  static float stability(FloatBuffer logits) {
    int above = 0;
    int inAll = 0;
    for (int i = logits.position(); i < logits.limit(); i++) {
      above += logits.get(i) > DELTA ? 1 : 0;
      inAll += logits.get(i) > -DELTA ? 1 : 0;
    }
    return inAll == 0 ? 1 : (float) above / inAll;
  }
}
