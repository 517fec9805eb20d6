package io.github.ram4j.recipe.scene;

/** Kinds of backdrops. */
enum BackdropKind {
  /** One colour. */
  PLAIN,
  /** One colour passes into another along a line. */
  LINEAR,
  /** One colour passes into another around a point. */
  RADIAL,
  /** Two colours in stripes. */
  STRIPES,
  /** Two colours in squares. */
  CHECKS,
  /** Dots on one colour. */
  DOTS,
  /** Soft spots of several colours. */
  BLOBS,
  /** Random colours on a coarse grid, flowing into one another. */
  NOISE,
  /** Hills under an empty sky, in any colours. */
  HILLS,
  /** White clouds on a blue sky. */
  CLOUDY_SKY,
  /** Small stars on a night sky. */
  STARRY_SKY,
  /** A meadow. */
  GRASS,
  /** Waves. */
  WATER,
  /** A beach. */
  SAND,
  /** Snow, lying and falling. */
  SNOW
}
