package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;

/**
 * The graph of models that embed texts, as the converter writes it: the text half of CLIP. Its
 * tokenizer's merges lie beside it.
 */
public final class TextEmbeddingGraphs {
  /** The text half of CLIP. */
  public static final ModelFamily CLIP_TEXT = new ModelFamily("clip-text");

  /** The graph from token ids to embeddings. */
  public static final String TEXT_ENCODER = "text_encoder";

  /** The input: token ids, zeros after the end-of-text token. */
  public static final String IDS = "ids";

  /** The second input: 1 at each text's first end-of-text token, 0 elsewhere. */
  public static final String ENDS = "ends";

  /** The output: a vector for each text, not scaled to length 1. */
  public static final String EMBEDDINGS = "embeddings";

  /** The axis of tokens: as many as the longest text of a batch has, or more. */
  public static final String TOKENS = "tokens";

  /** The file of the tokenizer's merges in a bundle. */
  public static final String MERGES_FILE_NAME = "merges.txt";

  /** The size by which a manifest has the greatest number of tokens. */
  public static final String POSITIONS = "positions";

  /** The size by which a manifest has the width of an embedding. */
  public static final String EMBEDDING = "embedding";

  private TextEmbeddingGraphs() {}
}
