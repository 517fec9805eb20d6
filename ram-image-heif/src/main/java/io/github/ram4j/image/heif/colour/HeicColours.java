package io.github.ram4j.image.heif.colour;

import java.util.Optional;

/**
 * Colours of HEIC, to the last bit as libheif 1.23 (and so pillow-heif) converts them: the nearest
 * sample of chroma counts, unless a turn or a cut parts samples; images of the full range with a
 * quarter of the chroma are computed in integers of 8 bits, others as floating-point numbers of
 * their own depth, which are cut to 8 bits last. Limited ranges are widened by factors of four
 * digits, and those of grey not at all.
 */
final class HeicColours {
  private static final float LUMA_FACTOR = 1.1689f;
  private static final float CHROMA_FACTOR = 1.1429f;
  private static final int CONSTANT_LUMINANCE = 10;
  private static final int NON_CONSTANT = 9;

  private HeicColours() {}

  /** The conversion; empty for a matrix that is not known here. */
  static Optional<Conversion> of(PlaneLayout layout, Cicp cicp, ChromaFilter filter) {
    if (layout.isGrey()) {
      int shift = layout.depth() - 8;
      return Optional.of(
          new Conversion(
              ChromaFilter.NEAREST,
              0,
              (luma, blue, red, rgb, at) ->
                  PixelRule.put(rgb, at, luma >> shift, luma >> shift, luma >> shift)));
    }
    if (cicp.matrix() == 0) {
      return Optional.of(
          new Conversion(ChromaFilter.NEAREST, 0, planes(layout, cicp.isFullRange())));
    }
    // libheif takes the two for one.
    int matrix = cicp.matrix() == CONSTANT_LUMINANCE ? NON_CONSTANT : cicp.matrix();
    boolean isQuarter = layout.chromaShiftX() == 1 && layout.chromaShiftY() == 1;
    return LumaWeights.of(matrix)
        .map(
            weights ->
                isQuarter && cicp.isFullRange() && filter == ChromaFilter.NEAREST
                    ? new Conversion(
                        ChromaFilter.NEAREST, layout.depth() - 8, integers(layout, weights))
                    : new Conversion(filter, 0, floats(layout, cicp.isFullRange(), weights)));
  }

  /** Planes that are green, blue and red. */
  private static PixelRule planes(PlaneLayout layout, boolean isFullRange) {
    int shift = layout.depth() - 8;
    int most = (1 << layout.depth()) - 1;
    float offset = 16 << shift;
    return (green, blue16, red16, rgb, at) -> {
      float red = red16 >> 4;
      float luma = green;
      float blue = blue16 >> 4;
      if (!isFullRange) {
        red = (red - offset) * CHROMA_FACTOR;
        luma = (luma - offset) * LUMA_FACTOR;
        blue = (blue - offset) * CHROMA_FACTOR;
      }
      PixelRule.put(
          rgb, at, round(red, most, shift), round(luma, most, shift), round(blue, most, shift));
    };
  }

  private static PixelRule integers(PlaneLayout layout, LumaWeights weights) {
    int shift = layout.depth() - 8;
    int redOfRed = (int) Math.round(256 * weights.redOfRed());
    int greenOfBlue = -(int) Math.round(-256 * weights.greenOfBlue());
    int greenOfRed = -(int) Math.round(-256 * weights.greenOfRed());
    int blueOfBlue = (int) Math.round(256 * weights.blueOfBlue());
    return (luma16, blue16, red16, rgb, at) -> {
      int luma = luma16 >> shift;
      int blue = (blue16 >> 4) - 128;
      int red = (red16 >> 4) - 128;
      PixelRule.put(
          rgb,
          at,
          luma + ((redOfRed * red + 128) >> 8),
          luma + ((greenOfBlue * blue + greenOfRed * red + 128) >> 8),
          luma + ((blueOfBlue * blue + 128) >> 8));
    };
  }

  private static PixelRule floats(PlaneLayout layout, boolean isFullRange, LumaWeights weights) {
    int shift = layout.depth() - 8;
    int most = (1 << layout.depth()) - 1;
    int half = 1 << (layout.depth() - 1);
    float offset = 16 << shift;
    float redOfRed = (float) weights.redOfRed();
    float greenOfBlue = (float) weights.greenOfBlue();
    float greenOfRed = (float) weights.greenOfRed();
    float blueOfBlue = (float) weights.blueOfBlue();
    return (sample, blue16, red16, rgb, at) -> {
      float luma = sample;
      float blue = ((blue16 + 8) >> 4) - half;
      float red = ((red16 + 8) >> 4) - half;
      if (!isFullRange) {
        luma = (luma - offset) * LUMA_FACTOR;
        blue *= CHROMA_FACTOR;
        red *= CHROMA_FACTOR;
      }
      PixelRule.put(
          rgb,
          at,
          round(luma + redOfRed * red, most, shift),
          round(luma + greenOfBlue * blue + greenOfRed * red, most, shift),
          round(luma + blueOfBlue * blue, most, shift));
    };
  }

  private static int round(float value, int most, int shift) {
    return (int) Math.max(0, Math.min(most, value + 0.5f)) >> shift;
  }
}
