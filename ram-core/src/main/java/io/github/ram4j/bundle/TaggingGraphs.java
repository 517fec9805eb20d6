package io.github.ram4j.bundle;

import io.github.ram4j.ModelInfo;

/**
 * The graphs of models that tag images, as the converter writes them and {@code ram-onnx} runs
 * them: an image encoder, whose output is computed once for an image, and tagging heads over it. A
 * tagging head has a fixed list of tags, an open one takes them as inputs.
 */
public final class TaggingGraphs {
  /** The graph from pixels to hidden states. */
  public static final String IMAGE_ENCODER = "image_encoder";

  /** The graph from hidden states to tags. */
  public static final String TAGGING_HEAD = "tagging_head";

  /** The graph from hidden states and text embeddings to tags that a caller chooses. */
  public static final String OPEN_TAGGING_HEAD = "open_tagging_head";

  /** The encoder's input. */
  public static final String IMAGE = "image";

  /** The encoder's output and the heads' input: the mean of the tokens first, then the tokens. */
  public static final String ROWS = "rows";

  /**
   * The second input of an open head whose tags have one text embedding each, as RAM's: the label
   * embeddings. Also the axis of tags.
   */
  public static final String TAGS = "tags";

  /**
   * The second input of an open head whose tags have several text embeddings each, as RAM++'s. Also
   * the axis of a tag's texts.
   */
  public static final String TEXTS = "texts";

  /**
   * The third input beside {@link #TEXTS}: the attention bias of the softmax over a tag's texts.
   */
  public static final String ATTENTION_BIAS = "attention_bias";

  /**
   * The tensor of a bundle with an open head that has the text embeddings of its own tags: float32
   * [tags, text width], or [tags, texts, width].
   */
  public static final String LABEL_EMBEDDINGS = "label_embeddings";

  /** The heads' output, a logit for each tag. */
  public static final String LOGITS = "logits";

  private static final String ATTENTION = "tagging_head.encoder.layer.%d.crossattention.softmax";

  /** The axis of images that go through a graph together. */
  public static final String BATCH = "batch";

  /**
   * The fact of a manifest's source about the text encoder that the embeddings of the tags are of:
   * its digest, or {@link #NO_TEXT_ENCODER}.
   */
  public static final String SOURCE_TEXT_ENCODER = "text-encoder";

  /** The fact that the embeddings of the tags are of no text encoder. */
  public static final String NO_TEXT_ENCODER = ModelInfo.NO_TEXT_ENCODER;

  private static final int CHANNELS = 3;

  private TaggingGraphs() {}

  /**
   * The image encoder: {@code image}, float32 [batch, 3, size, size], gives {@code rows}, float32
   * [batch, rows, width].
   *
   * @param imageSizePx side of the input
   * @param rows 1 and the tokens; a number, or {@link TensorSpec#UNKNOWN}
   * @param width of a hidden state, likewise
   * @return its specification
   */
  public static GraphSpec imageEncoder(int imageSizePx, Object rows, Object width) {
    return GraphSpec.of(fileName(IMAGE_ENCODER))
        .withInput(IMAGE, TensorSpec.float32(BATCH, CHANNELS, imageSizePx, imageSizePx))
        .withOutput(ROWS, TensorSpec.float32(BATCH, rows, width));
  }

  /**
   * The tagging head: {@code rows} gives {@code logits}, float32 [batch, tags].
   *
   * @param rows 1 and the tokens; a number, or {@link TensorSpec#UNKNOWN}
   * @param width of a hidden state, likewise
   * @param tags their number, likewise
   * @return its specification
   */
  public static GraphSpec taggingHead(Object rows, Object width, Object tags) {
    return GraphSpec.of(fileName(TAGGING_HEAD))
        .withInput(ROWS, TensorSpec.float32(BATCH, rows, width))
        .withOutput(LOGITS, TensorSpec.float32(BATCH, tags));
  }

  /**
   * The open tagging head of tags with one text embedding each: {@code rows}, float32 [1, rows,
   * width], of one image, and {@code tags}, float32 [tags, text width], the label embeddings, give
   * {@code logits}, float32 [1, tags].
   *
   * @param rows 1 and the tokens; a number, or {@link TensorSpec#UNKNOWN}
   * @param width of a hidden state, likewise
   * @param textWidth of a text embedding, likewise
   * @return its specification
   */
  public static GraphSpec openTaggingHead(Object rows, Object width, Object textWidth) {
    return openHead(rows, width).withInput(TAGS, TensorSpec.float32(TAGS, textWidth));
  }

  /**
   * The open tagging head of tags with several text embeddings each: {@code rows}, float32 [1,
   * rows, width], of one image, {@code texts}, float32 [tags, texts, width], and {@code
   * attention_bias}, float32 [tags, texts], give {@code logits}, float32 [1, tags]. The bias is 0
   * for a text and −1e9 for padding, so that tags with fewer texts get zeros or any other finite
   * numbers in their place; every tag has at least one text.
   *
   * @param rows 1 and the tokens; a number, or {@link TensorSpec#UNKNOWN}
   * @param width of a hidden state and of a text embedding, likewise
   * @return its specification
   */
  public static GraphSpec openTaggingHeadOfTexts(Object rows, Object width) {
    return openHead(rows, width)
        .withInput(TEXTS, TensorSpec.float32(TAGS, TEXTS, width))
        .withInput(ATTENTION_BIAS, TensorSpec.float32(TAGS, TEXTS));
  }

  /**
   * The value within an open head that has the shares of a layer's attention: float32 [1, tags,
   * heads, rows], 1 in all for a tag and a head. It is no output; a session may be opened with it
   * as one.
   *
   * @param layer from 0
   * @return its name
   */
  public static String attentionShares(int layer) {
    return ATTENTION.formatted(layer);
  }

  private static GraphSpec openHead(Object rows, Object width) {
    return GraphSpec.of(fileName(OPEN_TAGGING_HEAD))
        .withInput(ROWS, TensorSpec.float32(1, rows, width))
        .withOutput(LOGITS, TensorSpec.float32(1, TAGS));
  }

  /**
   * The usual name of a graph's file.
   *
   * @param graph its name
   * @return the name of an ONNX file
   */
  public static String fileName(String graph) {
    return graph + ".onnx";
  }
}
