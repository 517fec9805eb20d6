package io.github.ram4j.image.heif.codec;

/** The compressions of HEIF's images that are decoded. */
public enum ImageCodec {
  /** H.265, of items hvc1. */
  HEVC("hevc"),
  /** AV1, of items av01. */
  AV1("libaom-av1");

  private final String decoder;

  ImageCodec(String decoder) {
    this.decoder = decoder;
  }

  /** FFmpeg's name of the decoder. */
  String decoder() {
    return decoder;
  }
}
