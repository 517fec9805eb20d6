package io.github.ram4j.recipe.scene;

/**
 * Augmentation of an icon: changes of its colours and outline, so that a model learns shapes and
 * not one set's style.
 *
 * @param hueTurn in radians; 0 leaves hues as they are
 * @param saturation 1 leaves it, 0 is grey
 * @param brightness 1 leaves it
 * @param contrast 1 leaves it
 * @param levels of each channel, 0 for all 256
 * @param tintRgb target of all colours
 * @param tint strength of the tint, 0 to 1
 * @param opacity 0 to 1
 * @param outline width as a part of the image's side, 0 for none
 * @param outlineRgb of the outline
 * @param shadow darkness of the shadow, 0 for none
 * @param colour name of the tint, empty if it has none
 */
record IconAugmentation(
    double hueTurn,
    double saturation,
    double brightness,
    double contrast,
    int levels,
    int tintRgb,
    double tint,
    double opacity,
    double outline,
    int outlineRgb,
    double shadow,
    String colour) {

  /** No augmentation. */
  static final IconAugmentation PLAIN = new IconAugmentation(0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, "");

  /** An augmentation that leaves the icon recognizable. */
  static IconAugmentation any(Rng rng) {
    boolean recoloured = rng.chance(0.5);
    double hueTurn = recoloured && rng.chance(0.45) ? rng.between(-Math.PI, Math.PI) : 0;
    double saturation = recoloured ? saturation(rng) : 1;
    double brightness = recoloured ? rng.between(0.7, 1.3) : 1;
    double contrast = recoloured ? rng.between(0.65, 1.35) : 1;
    int levels = rng.chance(0.15) ? 3 + rng.below(4) : 0;
    double tint = recoloured && rng.chance(0.25) ? rng.between(0.3, 0.95) : 0;
    int tintRgb = Rng.rgb(rng.between(0, 1), rng.between(0.5, 1), rng.between(0.5, 1));
    double opacity = rng.chance(0.12) ? rng.between(0.65, 1) : 1;
    double outline = rng.chance(0.22) ? rng.between(0.006, 0.028) : 0;
    double shadow = rng.chance(0.15) ? rng.between(0.2, 0.6) : 0;
    return new IconAugmentation(
        hueTurn,
        saturation,
        brightness,
        contrast,
        levels,
        tintRgb,
        tint,
        opacity,
        outline,
        outlineRgb(rng),
        shadow,
        "");
  }

  /** An augmentation in one colour, whose name is then said of the icon. */
  static IconAugmentation coloured(Rng rng, ColourName colour) {
    return new IconAugmentation(
        0,
        1,
        1,
        rng.between(0.9, 1.2),
        rng.chance(0.15) ? 4 + rng.below(3) : 0,
        rng.near(colour.rgb(), 14),
        rng.between(0.85, 0.95),
        1,
        rng.chance(0.2) ? rng.between(0.006, 0.02) : 0,
        outlineRgb(rng),
        rng.chance(0.15) ? rng.between(0.2, 0.5) : 0,
        colour.word());
  }

  /**
   * An augmentation whose colours stay near the icon's own, so that no other colour's name fits.
   */
  static IconAugmentation near(Rng rng) {
    IconAugmentation any = any(rng);
    return new IconAugmentation(
        rng.chance(0.3) ? rng.between(-0.35, 0.35) : 0,
        rng.between(0.8, 1.25),
        any.brightness,
        any.contrast,
        any.levels,
        any.tintRgb,
        0,
        1,
        any.outline,
        any.outlineRgb,
        any.shadow,
        "");
  }

  private static double saturation(Rng rng) {
    return rng.chance(0.15) ? rng.between(0, 0.2) : rng.between(0.5, 1.6);
  }

  private static int outlineRgb(Rng rng) {
    return switch (rng.weighted(0.45, 0.35, 0.2)) {
      case 0 -> rng.near(0x202020, 0x20);
      case 1 -> 0xffffff;
      default -> rng.anyRgb();
    };
  }
}
