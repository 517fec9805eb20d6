package io.github.ram4j.image.heif.colour;

/** A way from luma and chroma to RGB. */
@FunctionalInterface
interface PixelRule {
  /**
   * Converts one pixel.
   *
   * @param luma as decoded
   * @param blue difference, in sixteenths
   * @param red difference, in sixteenths
   * @param rgb the three bytes are written here
   * @param place of the first one
   */
  void convert(int luma, int blue, int red, byte[] rgb, int place);

  /** Writes a pixel, cut off at 0 and 255. */
  static void put(byte[] rgb, int place, int red, int green, int blue) {
    rgb[place] = (byte) Math.max(0, Math.min(255, red));
    rgb[place + 1] = (byte) Math.max(0, Math.min(255, green));
    rgb[place + 2] = (byte) Math.max(0, Math.min(255, blue));
  }
}
