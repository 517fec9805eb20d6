package io.github.ram4j.onnx.search;

import io.github.ram4j.CaptionOptions;
import java.util.List;

/**
 * The sentences of one image under way, whatever chooses their words. Used by one thread.
 *
 * <p>At first there is one sentence, the prompt, whose words have slots 0, 1, 2, … in the image's
 * list. Each step, the last words of all {@linkplain #running() running} sentences go through the
 * decoder, get the next slots in their order, and {@link #advance} takes the logits that come of
 * it.
 */
public interface Search {

  /**
   * A search by options.
   *
   * @param options how to search
   * @param prompt ids that every sentence begins with
   * @param sep the id that ends a sentence
   */
  static Search of(CaptionOptions options, int[] prompt, int sep) {
    return switch (options.strategy()) {
      case BEAM_SEARCH -> new BeamSearch(options, prompt, sep);
      case SAMPLING -> new Sampling(options, prompt, sep);
    };
  }

  /** The sentences that go on, empty when the search is done. */
  List<Sentence> running();

  /**
   * Chooses the next words.
   *
   * @param logits holds float32 [running sentences, vocabulary] from an offset on
   * @param offset of the first sentence's first logit
   * @param vocabulary number of words
   * @param firstSlot the slot that the first sentence's last word got
   */
  void advance(float[] logits, int offset, int vocabulary, int firstSlot);

  /**
   * The sentences, the best first, at most as many as the options want; those that still run are
   * taken as they stand.
   */
  List<Finished> finish();
}
