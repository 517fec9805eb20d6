package io.github.ram4j.onnx.decode;

import io.github.ram4j.image.RgbImage;

/** Decoder of JPEG pictures, by OpenCV; of those of four components, by {@link CmykJpeg}. */
final class JpegDecoder implements FormatDecoder {
  /** What libjpeg can do while it decodes. */
  private static final int MOST_REDUCED = 8;

  @Override
  public PictureHeader readSize(byte[] encoded) throws DamagedPictureException {
    JpegHeader jpeg = JpegHeader.read(new HeaderBytes(encoded, true));
    return PictureHeader.of(PictureFormat.JPEG, jpeg.width(), jpeg.height());
  }

  @Override
  public RgbImage decode(byte[] encoded, PictureHeader header, DecodeOptions options)
      throws DamagedPictureException {
    JpegHeader jpeg = JpegHeader.read(new HeaderBytes(encoded, true));
    int flags = OpenCv.flags(options) | OpenCv.reduced(reduction(jpeg, options.shortestSidePx()));
    RgbImage image = OpenCv.decode(encoded, header, flags, options.maxPixels());
    if (jpeg.components() != 4) {
      return image;
    }
    int orientation = options.exifRotation() ? jpeg.orientation() : 1;
    return CmykJpeg.decode(encoded, jpeg.isYcck())
        .map(cmyk -> ExifOrientation.apply(cmyk, orientation))
        .orElse(image);
  }

  /**
   * How many times shorter each side is decoded: 1, 2, 4 or 8. Only by what divides both, as
   * libjpeg rounds sides up: a last column of fewer pixels would count as much as the others, and
   * move what the picture shows.
   */
  private static int reduction(JpegHeader header, int shortestSidePx) {
    if (shortestSidePx == 0 || header.components() == 4) {
      return 1;
    }
    int shorter = Math.min(header.width(), header.height());
    int times = MOST_REDUCED;
    while (times > 1
        && (header.width() % times != 0
            || header.height() % times != 0
            || shorter / times < shortestSidePx)) {
      times /= 2;
    }
    return times;
  }
}
