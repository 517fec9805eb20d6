package io.github.ram4j.onnx.search;

import java.util.List;

/**
 * A search for the sentences of one image. Used by one thread.
 *
 * <p>At first there is one active hypothesis, the prompt, whose tokens have positions 0, 1, 2, … in
 * the image's KV cache. At each step, the last tokens of all {@linkplain #active() active}
 * hypotheses go through the decoder and get the next positions in their order. {@link #advance}
 * takes the resulting logits.
 */
public interface Search {

  /** The hypotheses to extend; empty when the search is done. */
  List<ActiveHypothesis> active();

  /**
   * Chooses the next tokens.
   *
   * @param logits holds float32 [active hypotheses, vocabulary] from an offset on
   * @param offset of the first hypothesis's first logit
   * @param vocabulary number of tokens
   * @param firstPosition the KV-cache position of the first hypothesis's last token
   */
  void advance(float[] logits, int offset, int vocabulary, int firstPosition);

  /**
   * Ends the search.
   *
   * @return hypotheses, best first, at most as many as the options want; active ones as they stand
   */
  List<Hypothesis> finish();
}
