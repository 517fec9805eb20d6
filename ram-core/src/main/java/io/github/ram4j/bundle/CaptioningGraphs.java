package io.github.ram4j.bundle;

/**
 * The graphs of captioning models, beside {@link TaggingGraphs}: a tag encoder and a caption
 * decoder with a KV cache.
 */
public final class CaptioningGraphs {
  /** The graph from tags and hidden states to the keys and values of cross-attention. */
  public static final String TAG_ENCODER = "tag_encoder";

  /** The graph from the tokens so far to the next token's logits. */
  public static final String CAPTION_DECODER = "caption_decoder";

  /** Token ids, an input of both graphs. */
  public static final String IDS = "ids";

  /** The attention mask, added to the scores: an input of both graphs. */
  public static final String BIAS = "bias";

  /** Positions of the decoder's tokens. */
  public static final String POSITIONS = "positions";

  /** Positions to score: indices of the tokens that get logits. */
  public static final String WANTED = "wanted";

  /** Keys and values of the cross-attention; the decoder's layer follows. */
  public static final String TAG_KEYS = "tag_keys.";

  /** See {@link #TAG_KEYS}. */
  public static final String TAG_VALUES = "tag_values.";

  /** Keys and values of earlier tokens; the decoder's layer follows. */
  public static final String PAST_KEYS = "past_keys.";

  /** See {@link #PAST_KEYS}. */
  public static final String PAST_VALUES = "past_values.";

  /** Keys and values of all tokens; the decoder's layer follows. */
  public static final String KEYS = "keys.";

  /** See {@link #KEYS}. */
  public static final String VALUES = "values.";

  private static final String BATCH = TaggingGraphs.BATCH;
  private static final String WORDS = "words";
  private static final String PAST = "past";
  private static final String ALL = "past + words";
  private static final int TOKENS = CaptionSizes.TAG_TOKENS;

  private CaptioningGraphs() {}

  /**
   * The tag encoder: {@code ids}, int64 [batch, 40], {@code bias}, float32 [batch, 1, 40, 40], and
   * {@code rows} give {@code tag_keys.N} and {@code tag_values.N}, float32 [batch, heads, 40,
   * width], for each layer N of the decoder.
   *
   * @param sizes of the caption half
   * @param rows of an image's hidden states; a number, or {@link TensorSpec#UNKNOWN}
   * @param width of a hidden state, likewise
   * @return its specification
   */
  public static GraphSpec tagEncoder(CaptionSizes sizes, Object rows, Object width) {
    GraphSpec spec =
        GraphSpec.of(TaggingGraphs.fileName(TAG_ENCODER))
            .withInput(IDS, TensorSpec.int64(BATCH, TOKENS))
            .withInput(BIAS, TensorSpec.float32(BATCH, 1, TOKENS, TOKENS))
            .withInput(TaggingGraphs.ROWS, TensorSpec.float32(BATCH, rows, width));
    TensorSpec heads = perHead(sizes, TOKENS);
    for (int layer = 0; layer < sizes.layers(); layer++) {
      spec = spec.withOutput(TAG_KEYS + layer, heads).withOutput(TAG_VALUES + layer, heads);
    }
    return spec;
  }

  /**
   * The caption decoder. An image's hypotheses are rows of the same attention, over one list of all
   * tokens written so far: {@code ids}, int64 [batch, words], {@code positions}, int64 [words],
   * {@code bias}, float32 [batch, 1, words, past + words], which keeps each hypothesis to its own
   * tokens, {@code wanted}, int64 [n], the tokens to score, and {@code past_keys.N}, {@code
   * past_values.N}, float32 [batch, heads, past, width], beside the tag encoder's outputs, give
   * {@code logits}, float32 [batch, n, vocabulary], and {@code keys.N}, {@code values.N}, float32
   * [batch, heads, past + words, width].
   *
   * @param sizes of the caption half
   * @return its specification
   */
  public static GraphSpec captionDecoder(CaptionSizes sizes) {
    GraphSpec spec =
        GraphSpec.of(TaggingGraphs.fileName(CAPTION_DECODER))
            .withInput(IDS, TensorSpec.int64(BATCH, WORDS))
            .withInput(POSITIONS, TensorSpec.int64(WORDS))
            .withInput(BIAS, TensorSpec.float32(BATCH, 1, WORDS, ALL))
            .withInput(WANTED, TensorSpec.int64("n"))
            .withOutput(TaggingGraphs.LOGITS, TensorSpec.float32(BATCH, "n", sizes.vocabulary()));
    for (int layer = 0; layer < sizes.layers(); layer++) {
      spec =
          spec.withInput(PAST_KEYS + layer, perHead(sizes, PAST))
              .withInput(PAST_VALUES + layer, perHead(sizes, PAST))
              .withInput(TAG_KEYS + layer, perHead(sizes, TOKENS))
              .withInput(TAG_VALUES + layer, perHead(sizes, TOKENS))
              .withOutput(KEYS + layer, perHead(sizes, ALL))
              .withOutput(VALUES + layer, perHead(sizes, ALL));
    }
    return spec;
  }

  private static TensorSpec perHead(CaptionSizes sizes, Object tokens) {
    return TensorSpec.float32(BATCH, sizes.heads(), tokens, sizes.headWidth());
  }
}
