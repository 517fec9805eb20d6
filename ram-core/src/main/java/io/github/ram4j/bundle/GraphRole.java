package io.github.ram4j.bundle;

/** The graphs that a model is made of, each an ONNX file of its bundle. */
public enum GraphRole {
  /**
   * Pixels to rows: {@code image}, float32 [images, 3, size, size], gives {@code rows}, float32
   * [images, 1 + tokens, width].
   */
  IMAGE_ENCODER("image_encoder"),
  /** Rows to tags: {@code rows} gives {@code logits}, float32 [images, tags]. */
  TAGGING_HEAD("tagging_head"),
  /**
   * Tags, read against the rows, to what the caption decoder attends to: {@code ids}, int64
   * [images, tokens], {@code bias}, float32 [images, 1, tokens, tokens], and {@code rows} give
   * {@code tag_keys.N} and {@code tag_values.N}, float32 [images, heads, tokens, width], for each
   * layer N of the decoder.
   */
  TAG_ENCODER("tag_encoder"),
  /**
   * The next words of sentences. An image's sentences are rows of the same attention, over one list
   * of all words written so far: {@code ids}, int64 [images, words], {@code positions}, int64
   * [words], {@code bias}, float32 [images, 1, words, past + words], which keeps each sentence to
   * its own words, {@code wanted}, int64 [n], the words that are to get logits, and {@code
   * past_keys.N}, {@code past_values.N}, float32 [images, heads, past, width], beside the tag
   * encoder's outputs, give {@code logits}, float32 [images, n, vocabulary], and {@code keys.N},
   * {@code values.N}, float32 [images, heads, past + words, width].
   */
  CAPTION_DECODER("caption_decoder");

  private final String id;

  GraphRole(String id) {
    this.id = id;
  }

  /**
   * The role's name in manifests.
   *
   * @return lower case, with underscores
   */
  public String id() {
    return id;
  }

  /**
   * What the converter calls the graph's file.
   *
   * @return a plain file name
   */
  public String fileName() {
    return id + ".onnx";
  }
}
