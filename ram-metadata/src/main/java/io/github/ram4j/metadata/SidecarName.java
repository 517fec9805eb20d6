package io.github.ram4j.metadata;

/** The name of a sidecar. */
public enum SidecarName {
  /** {@code IMG.jpg.xmp}, as digiKam, darktable and immich write it. */
  FULL,

  /** {@code IMG.xmp}, as Lightroom writes it for raw files. */
  STEM
}
