package io.github.ram4j.bundle;

/**
 * The graphs of models that tag images, as the converter writes them and {@code ram-onnx} runs
 * them: an image encoder, whose output is computed once for an image, and a tagging head over it.
 */
public final class TaggingGraphs {
  /** The graph from pixels to hidden states. */
  public static final String IMAGE_ENCODER = "image_encoder";

  /** The graph from hidden states to tags. */
  public static final String TAGGING_HEAD = "tagging_head";

  /** The encoder's input. */
  public static final String IMAGE = "image";

  /** The encoder's output and the head's input: the mean of the tokens first, then the tokens. */
  public static final String ROWS = "rows";

  /** The head's output, a logit for each tag. */
  public static final String LOGITS = "logits";

  /** The axis of images that go through a graph together. */
  public static final String BATCH = "batch";

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
   * The usual name of a graph's file.
   *
   * @param graph its name
   * @return the name of an ONNX file
   */
  public static String fileName(String graph) {
    return graph + ".onnx";
  }
}
