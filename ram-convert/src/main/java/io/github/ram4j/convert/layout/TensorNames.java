package io.github.ram4j.convert.layout;

/** Names of tensors in published checkpoints, and the prefixes of layers' names. */
public final class TensorNames {
  /** Prefix of the image encoder. */
  public static final String ENCODER = "visual_encoder.";

  /** Projection of patches, [embed width, 3, patch, patch]: a tensor of every family. */
  public static final String PATCHES = ENCODER + "patch_embed.proj.weight";

  /** Absolute position embeddings of patches, [1, patches, embed width], row-major. */
  public static final String POSITIONS = ENCODER + "absolute_pos_embed";

  /** Prefix of the layers of the tagging head, each followed by its number. */
  public static final String HEAD_LAYER = "tagging_head.encoder.layer.";

  /** Label embeddings of RAM and RAM++. */
  public static final String LABELS = "label_embed";

  /** Label embeddings of Tag2Text. */
  public static final String TAG2TEXT_LABELS = LABELS + ".weight";

  /** Logarithm of the factor of RAM++'s multi-description reweighting. */
  public static final String REWEIGHT_SCALE = "reweight_scale";

  /** Projection of label embeddings to the head's width. */
  public static final String LABEL_PROJECTION = "wordvec_proj";

  /** Prefix of the tag encoder. */
  public static final String TAG_ENCODER = "tag_encoder.";

  /** Prefix of the layers of the tag encoder, each followed by its number. */
  public static final String TAG_ENCODER_LAYER = TAG_ENCODER + "encoder.layer.";

  /** Prefix of the caption decoder. */
  public static final String DECODER = "text_decoder.bert.";

  /** Prefix of the layers of the caption decoder, each followed by its number. */
  public static final String DECODER_LAYER = DECODER + "encoder.layer.";

  /** Embeddings of the caption decoder's tokens, [tokens, width]. */
  public static final String DECODER_WORDS = DECODER + "embeddings.word_embeddings.weight";

  /** Embeddings of the caption decoder's positions, [positions, width]. */
  public static final String DECODER_POSITIONS = DECODER + "embeddings.position_embeddings.weight";

  /** Prefix of the caption decoder's projection to logits. */
  public static final String PREDICTIONS = "text_decoder.cls.predictions.";

  private TensorNames() {}
}
