package io.github.ram4j.recipe.scene;

/**
 * Background behind the icons.
 *
 * @param kind of backdrop
 * @param rgb its main colour
 * @param seed of all else
 */
record Backdrop(BackdropKind kind, int rgb, long seed) {

  /** A backdrop without a name. */
  static Backdrop any(Rng rng) {
    BackdropKind kind =
        switch (rng.weighted(0.26, 0.15, 0.1, 0.08, 0.06, 0.06, 0.08, 0.1, 0.11)) {
          case 0 -> BackdropKind.PLAIN;
          case 1 -> BackdropKind.LINEAR;
          case 2 -> BackdropKind.RADIAL;
          case 3 -> BackdropKind.STRIPES;
          case 4 -> BackdropKind.CHECKS;
          case 5 -> BackdropKind.DOTS;
          case 6 -> BackdropKind.BLOBS;
          case 7 -> BackdropKind.NOISE;
          default -> BackdropKind.HILLS;
        };
    boolean white = rng.chance(0.2);
    return new Backdrop(kind, white ? rng.near(0xf8f8f8, 7) : rng.anyRgb(), rng.seed());
  }

  /** One pale colour. */
  static Backdrop plain(Rng rng) {
    return new Backdrop(BackdropKind.PLAIN, rng.near(0xf0f0f0, 15), rng.seed());
  }
}
