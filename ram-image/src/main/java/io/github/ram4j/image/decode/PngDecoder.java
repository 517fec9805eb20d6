package io.github.ram4j.image.decode;

import io.github.ram4j.image.pixels.RgbImage;

/**
 * Decoder of PNG pictures, in Java; of animated ones the default image.
 *
 * @implNote OpenCV's reader gives memory that nothing was written to for damaged animations,
 *     believes the length of the end mark, inflates every text, and libpng writes to the standard
 *     error. The JDK's reader takes 8 bytes of heap a pixel for 16 bits a sample, and was slower
 *     for those and for interlaced pictures; docs/pictures.md has the times.
 */
final class PngDecoder implements FormatDecoder {
  @Override
  public PictureHeader readSize(byte[] encoded) throws DamagedPictureException {
    PngHeader png = PngHeader.read(new HeaderBytes(encoded, true));
    return PictureHeader.of(PictureFormat.PNG, png.width(), png.height());
  }

  @Override
  public RgbImage decode(byte[] encoded, PictureHeader header, DecodeOptions options)
      throws DamagedPictureException {
    PngChunks chunks = PngChunks.read(encoded);
    RgbImage image = new RgbImage(header.width(), header.height(), PngPixels.decode(chunks));
    return options.exifRotation() ? ExifOrientation.apply(image, chunks.orientation()) : image;
  }
}
