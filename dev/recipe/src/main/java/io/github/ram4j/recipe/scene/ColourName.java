package io.github.ram4j.recipe.scene;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Colours that sentences name. */
enum ColourName {
  RED(0xd92626, true),
  ORANGE(0xf58a1f, true),
  YELLOW(0xf5d820, true),
  GREEN(0x2fa63a, true),
  BLUE(0x2a62d8, true),
  PURPLE(0x8a35c0, true),
  PINK(0xf277b4, true),
  WHITE(0xf9f9f9, false),
  GRAY(0x8e8e8e, false),
  BLACK(0x161616, false);

  private static final List<ColourName> OF_THINGS =
      Arrays.stream(values()).filter(colour -> colour.ofThings).toList();

  private final int rgb;
  private final boolean ofThings;

  ColourName(int rgb, boolean ofThings) {
    this.rgb = rgb;
    this.ofThings = ofThings;
  }

  /** Colours of tints that leave an icon recognizable. */
  static List<ColourName> ofThings() {
    return OF_THINGS;
  }

  int rgb() {
    return rgb;
  }

  /** The word, which is a tag too. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
