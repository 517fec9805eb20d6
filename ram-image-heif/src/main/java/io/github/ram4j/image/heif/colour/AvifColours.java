package io.github.ram4j.image.heif.colour;

import java.util.Optional;

/**
 * Colours of AVIF, as libavif 1.4 (and so Pillow) converts them: chroma is interpolated; the usual
 * matrices are computed from the upper 8 bits in integers as libyuv does, to the last bit, others
 * in floating-point numbers.
 */
final class AvifColours {
  private static final double LUMA_STEPS = 219;
  private static final double CHROMA_STEPS = 224;

  private AvifColours() {}

  /** The conversion; empty for a matrix that is not known here. */
  static Optional<Conversion> of(PlaneLayout layout, Cicp cicp) {
    Range range = new Range(layout.depth(), cicp.isFullRange());
    if (layout.isGrey()) {
      return Optional.of(
          new Conversion(
              ChromaFilter.NEAREST,
              0,
              (sample, blue, red, rgb, at) -> {
                int grey = range.eight(range.luma(sample));
                PixelRule.put(rgb, at, grey, grey, grey);
              }));
    }
    if (cicp.matrix() == 0) {
      return Optional.of(
          new Conversion(
              ChromaFilter.NEAREST,
              0,
              (green, blue, red, rgb, at) ->
                  PixelRule.put(
                      rgb,
                      at,
                      range.eight(range.luma(red >> 4)),
                      range.eight(range.luma(green)),
                      range.eight(range.luma(blue >> 4)))));
    }
    return Fixed.of(cicp)
        .map(
            fixed ->
                new Conversion(
                    ChromaFilter.SMOOTH_BUT_LAST,
                    layout.depth() - 8,
                    fixed.rule(layout.depth() - 8)))
        .or(
            () ->
                LumaWeights.of(cicp.matrix())
                    .map(
                        weights ->
                            new Conversion(
                                ChromaFilter.SMOOTH_BUT_LAST, 0, floats(layout, range, weights))));
  }

  private static PixelRule floats(PlaneLayout layout, Range range, LumaWeights weights) {
    int half = 1 << (layout.depth() - 1);
    return (sample, blue16, red16, rgb, at) -> {
      double luma = range.luma(sample);
      double blue = range.chroma(blue16 / 16.0 - half);
      double red = range.chroma(red16 / 16.0 - half);
      PixelRule.put(
          rgb,
          at,
          range.eight(luma + weights.redOfRed() * red),
          range.eight(luma + weights.greenOfBlue() * blue + weights.greenOfRed() * red),
          range.eight(luma + weights.blueOfBlue() * blue));
    };
  }

  /**
   * The values of samples, of which 1 is the highest.
   *
   * @param depth bits of a sample
   * @param isFull whether all values of the depth are used
   */
  private record Range(int depth, boolean isFull) {
    double luma(int sample) {
      int step = 1 << (depth - 8);
      return isFull ? sample / ((1 << depth) - 1.0) : (sample - 16 * step) / (LUMA_STEPS * step);
    }

    double chroma(double difference) {
      int step = 1 << (depth - 8);
      return difference / (isFull ? (1 << depth) - 1.0 : CHROMA_STEPS * step);
    }

    int eight(double value) {
      return (int) Math.floor(Math.max(0, Math.min(1, value)) * 255 + 0.5);
    }
  }

  /**
   * Numbers of libyuv for a matrix: sixty-fourths, but for the factor of luma.
   *
   * @param blueOfBlue what a step of the blue difference adds to blue
   * @param greenOfBlue what it takes from green
   * @param greenOfRed what a step of the red difference takes from green
   * @param redOfRed what it adds to red
   * @param luma factor of luma
   * @param offset of all
   */
  private record Fixed(
      int blueOfBlue, int greenOfBlue, int greenOfRed, int redOfRed, int luma, int offset) {
    static Optional<Fixed> of(Cicp cicp) {
      boolean isFull = cicp.isFullRange();
      return switch (cicp.matrix()) {
        case 2, 5, 6 ->
            Optional.of(
                isFull
                    ? new Fixed(113, 22, 46, 90, 16320, 32)
                    : new Fixed(128, 25, 52, 102, 18997, -1160));
        case 1 ->
            Optional.of(
                isFull
                    ? new Fixed(119, 12, 30, 101, 16320, 32)
                    : new Fixed(128, 14, 34, 115, 18997, -1160));
        case 9 ->
            Optional.of(
                isFull
                    ? new Fixed(120, 11, 37, 94, 16320, 32)
                    : new Fixed(128, 12, 42, 107, 19003, -1160));
        default -> Optional.empty();
      };
    }

    PixelRule rule(int shift) {
      return (sample, blue16, red16, rgb, at) -> {
        int value = (((sample >> shift) * 0x0101 * luma) >> 16) + offset;
        int blue = ((blue16 + 8) >> 4) - 128;
        int red = ((red16 + 8) >> 4) - 128;
        PixelRule.put(
            rgb,
            at,
            (value + redOfRed * red) >> 6,
            (value - greenOfBlue * blue - greenOfRed * red) >> 6,
            (value + blueOfBlue * blue) >> 6);
      };
    }
  }
}
