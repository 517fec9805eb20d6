package io.github.ram4j;

import java.util.List;

/**
 * A model that embeds texts in the space in which a tagger's tags stand: the text half of CLIP, for
 * RAM and RAM++.
 *
 * <p>Thread-safe: share one per model. The code that opened a text encoder closes it. {@link
 * #close()} waits for running calls; afterwards {@link #embed} and {@link #embedCut} throw {@link
 * IllegalStateException}.
 */
public interface TextEncoder extends AutoCloseable {

  /**
   * A description of the model and of the way it runs.
   *
   * @return the same at each call
   */
  ModelInfo model();

  /**
   * The width of an embedding.
   *
   * @return 512 for CLIP ViT-B/16
   */
  int width();

  /**
   * The identity of the model: embeddings of encoders of one digest may be compared. It follows the
   * weights of the checkpoint, not the files of the bundle, so that a vocabulary made with a
   * float16 bundle fits the float32 bundle of the same model; their embeddings differ by rounding
   * alone.
   *
   * @return the SHA-256 of its weights and tokenizer, 64 lower-case hex digits
   */
  String digest();

  /**
   * Embeds texts. Any number: they are computed in batches, and beginnings that texts share are
   * computed once.
   *
   * @param texts as they are, in any language; the model's tokenizer cleans them
   * @return float32 [texts, width], each of length 1, in the order of the texts
   * @throws IllegalArgumentException if a text has more tokens than the model takes; the message
   *     has the text and both numbers
   * @throws RamException if the engine fails
   */
  float[][] embed(List<String> texts);

  /**
   * Embeds texts, of those that are too long as many tokens as the model takes, as the authors do
   * with descriptions.
   *
   * @param texts as for {@link #embed}
   * @return float32 [texts, width], each of length 1
   * @throws RamException if the engine fails
   */
  float[][] embedCut(List<String> texts);

  /**
   * Requires a tagger whose tags stand in the space of these embeddings, as far as widths tell.
   *
   * @param tagger a recognizer's {@link Recognizer#model()}
   * @throws ModelException if it takes no new tags, or embeddings of another width or of another
   *     text encoder; the message has both
   */
  default void requireFits(ModelInfo tagger) {
    tagger.requireOpen();
    if (tagger.textWidth() != width()) {
      throw new ModelException(
          "text encoder %s: expected embeddings of width %d, as %s takes, found width %d"
              .formatted(model().source(), tagger.textWidth(), tagger.source(), width()));
    }
    tagger.requireTextEncoder(digest());
  }

  /** Refuses further calls, waits for running ones, then frees the model. */
  @Override
  void close();
}
