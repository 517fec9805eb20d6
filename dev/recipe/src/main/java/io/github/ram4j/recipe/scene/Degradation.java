package io.github.ram4j.recipe.scene;

/**
 * Degradation of a whole image after it is drawn.
 *
 * @param blur share of each pixel that comes from its neighbours, 0 to 1
 * @param noise largest change of a sample, 0 to 255
 * @param quality quality of JPEG compression, 1 to 100; 0 for none
 * @param gain factor of contrast, 1 for none
 * @param grey share of grey in colours, 0 to 1
 * @param seed of the noise
 */
record Degradation(double blur, double noise, int quality, double gain, double grey, long seed) {

  /** No degradation. */
  static final Degradation NONE = new Degradation(0, 0, 0, 1, 0, 0);

  static Degradation any(Rng rng) {
    if (rng.chance(0.4)) {
      return NONE;
    }
    return new Degradation(
        rng.chance(0.3) ? rng.between(0.2, 0.85) : 0,
        rng.chance(0.3) ? rng.between(4, 36) : 0,
        rng.chance(0.35) ? 12 + rng.below(75) : 0,
        rng.chance(0.3) ? rng.between(0.7, 1.2) : 1,
        rng.chance(0.08) ? rng.between(0.6, 1) : 0,
        rng.seed());
  }

  /** A degradation that leaves colours alone. */
  static Degradation near(Rng rng) {
    Degradation any = any(rng);
    return new Degradation(any.blur, any.noise, any.quality, any.gain, 0, any.seed);
  }
}
