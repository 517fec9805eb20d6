package io.github.ram4j.image.decode.tiff;

import java.util.HashMap;
import java.util.Map;

/** The fields of a TIFF that decoding looks at, by the names and numbers of TIFF 6.0. */
enum TiffTag {
  IMAGE_WIDTH(256, "ImageWidth"),
  IMAGE_LENGTH(257, "ImageLength"),
  BITS_PER_SAMPLE(258, "BitsPerSample"),
  COMPRESSION(259, "Compression"),
  PHOTOMETRIC(262, "PhotometricInterpretation"),
  FILL_ORDER(266, "FillOrder"),
  STRIP_OFFSETS(273, "StripOffsets"),
  ORIENTATION(274, "Orientation"),
  SAMPLES_PER_PIXEL(277, "SamplesPerPixel"),
  ROWS_PER_STRIP(278, "RowsPerStrip"),
  STRIP_BYTE_COUNTS(279, "StripByteCounts"),
  PLANAR_CONFIGURATION(284, "PlanarConfiguration"),
  T4_OPTIONS(292, "T4Options"),
  T6_OPTIONS(293, "T6Options"),
  PREDICTOR(317, "Predictor"),
  COLOR_MAP(320, "ColorMap"),
  TILE_WIDTH(322, "TileWidth"),
  TILE_LENGTH(323, "TileLength"),
  TILE_OFFSETS(324, "TileOffsets"),
  TILE_BYTE_COUNTS(325, "TileByteCounts"),
  INK_SET(332, "InkSet"),
  EXTRA_SAMPLES(338, "ExtraSamples"),
  SAMPLE_FORMAT(339, "SampleFormat"),
  JPEG_TABLES(347, "JPEGTables");

  private static final Map<Integer, TiffTag> BY_NUMBER = new HashMap<>();

  static {
    for (TiffTag tag : values()) {
      BY_NUMBER.put(tag.number, tag);
    }
  }

  private final int number;
  private final String displayName;

  TiffTag(int number, String displayName) {
    this.number = number;
    this.displayName = displayName;
  }

  /** The field of a number; null for one that decoding does not look at. */
  static TiffTag of(int number) {
    return BY_NUMBER.get(number);
  }

  int number() {
    return number;
  }

  /** The name in the specification, for example {@code ImageWidth}. */
  @Override
  public String toString() {
    return displayName;
  }
}
