package io.github.ram4j.search;

import io.github.ram4j.ImageEmbedding;
import java.util.Objects;

/**
 * Embeddings that can be compared with each other: those of one model.
 *
 * @param id the column {@code embedding_space.id}
 * @param kind of embedding
 * @param model the identity of the encoder's model
 * @param width the number of elements
 */
public record EmbeddingSpace(long id, ImageEmbedding.Kind kind, String model, int width) {
  /** Checks that all is there. */
  public EmbeddingSpace {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(model, "model");
    if (width < 1) {
      throw new IllegalArgumentException("width of embeddings: expected 1 or more, found " + width);
    }
  }
}
