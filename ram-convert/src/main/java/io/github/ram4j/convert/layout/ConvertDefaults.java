package io.github.ram4j.convert.layout;

import java.util.Map;

/** What the published models have that their files do not say. */
public final class ConvertDefaults {
  /** Attention heads of the tagging head. */
  public static final int HEAD_HEADS = 4;

  /** Attention heads of the tag encoder and the caption decoder. */
  public static final int TEXT_HEADS = 12;

  /** Layers of the tagging head. */
  static final int HEAD_LAYERS = 2;

  /** Side of the input, in pixels, by side of the attention window, in tokens. */
  static final Map<Integer, Integer> IMAGE_SIZE_OF_WINDOW = Map.of(12, 384, 7, 224);

  private ConvertDefaults() {}
}
