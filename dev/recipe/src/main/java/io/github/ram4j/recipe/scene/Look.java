package io.github.ram4j.recipe.scene;

/**
 * How an icon's colours and outline are changed, so that a model learns shapes and not one set's
 * style.
 *
 * @param hueTurn in radians; 0 leaves hues as they are
 * @param saturation 1 leaves it, 0 is grey
 * @param brightness 1 leaves it
 * @param contrast 1 leaves it
 * @param levels of each channel, 0 for all 256
 * @param tintRgb what all colours go towards
 * @param tint how far, 0 to 1
 * @param opacity 0 to 1
 * @param outline width as a part of the image's side, 0 for none
 * @param outlineRgb of the outline
 * @param shadow darkness of the shadow, 0 for none
 * @param colour name of the tint, empty if none is said
 */
record Look(
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

  /** As the icon is. */
  static final Look PLAIN = new Look(0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, "");

  /** A look that leaves the icon known for what it is. */
  static Look any(Dice dice) {
    boolean recoloured = dice.chance(0.5);
    double hueTurn = recoloured && dice.chance(0.45) ? dice.between(-Math.PI, Math.PI) : 0;
    double saturation = recoloured ? saturation(dice) : 1;
    double brightness = recoloured ? dice.between(0.7, 1.3) : 1;
    double contrast = recoloured ? dice.between(0.65, 1.35) : 1;
    int levels = dice.chance(0.15) ? 3 + dice.below(4) : 0;
    double tint = recoloured && dice.chance(0.25) ? dice.between(0.3, 0.95) : 0;
    int tintRgb = Dice.rgb(dice.between(0, 1), dice.between(0.5, 1), dice.between(0.5, 1));
    double opacity = dice.chance(0.12) ? dice.between(0.65, 1) : 1;
    double outline = dice.chance(0.22) ? dice.between(0.006, 0.028) : 0;
    double shadow = dice.chance(0.15) ? dice.between(0.2, 0.6) : 0;
    return new Look(
        hueTurn,
        saturation,
        brightness,
        contrast,
        levels,
        tintRgb,
        tint,
        opacity,
        outline,
        outlineRgb(dice),
        shadow,
        "");
  }

  /** A look in one colour, whose name is then said of the icon. */
  static Look coloured(Dice dice, ColourName colour) {
    return new Look(
        0,
        1,
        1,
        dice.between(0.9, 1.2),
        dice.chance(0.15) ? 4 + dice.below(3) : 0,
        dice.near(colour.rgb(), 14),
        dice.between(0.85, 0.95),
        1,
        dice.chance(0.2) ? dice.between(0.006, 0.02) : 0,
        outlineRgb(dice),
        dice.chance(0.15) ? dice.between(0.2, 0.5) : 0,
        colour.word());
  }

  /** A look whose colours stay near the icon's own, so that no other colour's name fits. */
  static Look near(Dice dice) {
    Look any = any(dice);
    return new Look(
        dice.chance(0.3) ? dice.between(-0.35, 0.35) : 0,
        dice.between(0.8, 1.25),
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

  private static double saturation(Dice dice) {
    return dice.chance(0.15) ? dice.between(0, 0.2) : dice.between(0.5, 1.6);
  }

  private static int outlineRgb(Dice dice) {
    return switch (dice.weighted(0.45, 0.35, 0.2)) {
      case 0 -> dice.near(0x202020, 0x20);
      case 1 -> 0xffffff;
      default -> dice.anyRgb();
    };
  }
}
