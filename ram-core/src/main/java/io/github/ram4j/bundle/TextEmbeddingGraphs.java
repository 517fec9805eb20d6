package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;

/**
 * The graph of models that embed texts, as the converter writes it and {@code ram-onnx} runs it:
 * the text half of CLIP. Its tokenizer's merges lie beside it.
 *
 * <p>Tokens see earlier ones alone, so texts that begin alike have the same hidden states there,
 * and one token can stand for all of them. The tokens of some texts are such a tree, written down
 * from the root, each token before those that follow it, and cut into pieces of equal length.
 */
public final class TextEmbeddingGraphs {
  /** The text half of CLIP. */
  public static final ModelFamily CLIP_TEXT = new ModelFamily("clip-text");

  /** The graph from token ids to embeddings. */
  public static final String TEXT_ENCODER = "text_encoder";

  /** The input of token ids. */
  public static final String IDS = "ids";

  /** The input of the tokens' positions in their texts, from 0. */
  public static final String POSITIONS = "positions";

  /**
   * The input that names, for each piece, the tokens that its own may see: indices into the pieces
   * laid end to end.
   */
  public static final String SEEN = "seen";

  /** The attention mask, added to the scores: 0 where a token sees another. */
  public static final String ATTENTION_BIAS = "attention_bias";

  /** The input of each text's first end-of-text token: indices as {@link #SEEN} has them. */
  public static final String ENDS = "ends";

  /** The output: a vector for each text, not scaled to length 1. */
  public static final String EMBEDDINGS = "embeddings";

  /** The axis of a piece's tokens. */
  public static final String TOKENS = "tokens";

  /** The axis of texts. */
  public static final String TEXTS = "texts";

  /** The file of the tokenizer's merges in a bundle. */
  public static final String MERGES_FILE_NAME = "merges.txt";

  /** The size by which a manifest has the number of token ids. */
  public static final String SIZE_VOCABULARY = "vocabulary";

  /** The size by which a manifest has the greatest number of tokens of a text. */
  public static final String SIZE_POSITIONS = "positions";

  /** The size by which a manifest has the width of an embedding. */
  public static final String SIZE_EMBEDDING = "embedding";

  /**
   * The name by which a manifest's source has the SHA-256 of the model's weights as the checkpoint
   * has them: the same for any precision and target of the graph, and any format of the checkpoint.
   */
  public static final String SOURCE_WEIGHTS = "weights";

  private TextEmbeddingGraphs() {}

  /**
   * The text encoder: {@code ids} and {@code positions}, int64 [batch, tokens], {@code seen}, int64
   * [batch, seen], {@code attention_bias}, float32 [batch, 1, tokens, seen], and {@code ends},
   * int64 [texts], give the output {@link #EMBEDDINGS}, float32 [texts, width].
   *
   * @param width of an embedding
   * @return its specification
   */
  public static GraphSpec textEncoder(int width) {
    TensorSpec tokens = TensorSpec.int64(TaggingGraphs.BATCH, TOKENS);
    return GraphSpec.of(TaggingGraphs.fileName(TEXT_ENCODER))
        .withInput(IDS, tokens)
        .withInput(POSITIONS, tokens)
        .withInput(SEEN, TensorSpec.int64(TaggingGraphs.BATCH, SEEN))
        .withInput(ATTENTION_BIAS, TensorSpec.float32(TaggingGraphs.BATCH, 1, TOKENS, SEEN))
        .withInput(ENDS, TensorSpec.int64(TEXTS))
        .withOutput(EMBEDDINGS, TensorSpec.float32(TEXTS, width));
  }
}
