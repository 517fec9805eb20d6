package io.github.ram4j.image.heif.colour;

/** Readers of images whose colours are followed. */
public enum Reader {
  /** libavif, in Pillow. */
  AVIF,
  /** libheif, in pillow-heif. */
  HEIC,
  /** The same where a turn or a cut parts pixels that have one sample of chroma. */
  HEIC_PARTED
}
