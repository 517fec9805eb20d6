package io.github.ram4j.metadata;

/** Where metadata are written. */
public enum MetadataPlace {
  /** A file beside the image. The image file is not touched. */
  SIDECAR,

  /** The image file itself: JPEG, PNG, WebP or TIFF. */
  EMBEDDED
}
