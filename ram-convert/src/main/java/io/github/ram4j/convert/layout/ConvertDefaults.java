package io.github.ram4j.convert.layout;

import java.util.Map;

/** Sizes of the published models that their files do not record. */
public final class ConvertDefaults {
  /** The number of attention heads of the tagging head. */
  public static final int HEAD_HEADS = 4;

  /** The number of attention heads of the tag encoder and the caption decoder. */
  public static final int TEXT_HEADS = 12;

  /** The number of layers of the tagging head. */
  static final int HEAD_LAYERS = 2;

  /** The side of the input, in pixels, by the side of the attention window, in tokens. */
  static final Map<Integer, Integer> IMAGE_SIZE_OF_WINDOW = Map.of(12, 384, 7, 224);

  private ConvertDefaults() {}
}
