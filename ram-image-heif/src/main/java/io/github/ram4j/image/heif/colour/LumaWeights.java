package io.github.ram4j.image.heif.colour;

import java.util.Optional;

/**
 * Parts of red and blue in luma.
 *
 * @param red between 0 and 1
 * @param blue between 0 and 1
 * @implNote Source: ITU-T H.273, table 4.
 */
record LumaWeights(double red, double blue) {
  private static final LumaWeights BT601 = new LumaWeights(0.299, 0.114);

  /** The weights of a matrix's code; those of BT.601 where the code is 2, unknown. */
  static Optional<LumaWeights> of(int matrix) {
    return switch (matrix) {
      case 1 -> Optional.of(new LumaWeights(0.2126, 0.0722));
      case 2, 5, 6 -> Optional.of(BT601);
      case 4 -> Optional.of(new LumaWeights(0.3, 0.11));
      case 7 -> Optional.of(new LumaWeights(0.212, 0.087));
      case 9 -> Optional.of(new LumaWeights(0.2627, 0.0593));
      default -> Optional.empty();
    };
  }

  /** What one step of the red difference adds to red. */
  double redOfRed() {
    return 2 * (1 - red);
  }

  /** What one step of the blue difference adds to green. */
  double greenOfBlue() {
    return -2 * blue * (1 - blue) / (1 - red - blue);
  }

  /** What one step of the red difference adds to green. */
  double greenOfRed() {
    return -2 * red * (1 - red) / (1 - red - blue);
  }

  /** What one step of the blue difference adds to blue. */
  double blueOfBlue() {
    return 2 * (1 - blue);
  }
}
