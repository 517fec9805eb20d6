package io.github.ram4j.image.heif.colour;

/** What chroma is between its samples. */
enum ChromaFilter {
  /** The nearest sample. */
  NEAREST,
  /** Of four neighbours 9, 3, 3 and 1 sixteenths. */
  SMOOTH,
  /** The same, but that a last column without a partner follows its own samples, as in libyuv. */
  SMOOTH_BUT_LAST
}
