package io.github.ram4j.image.decode.png;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.ExifOrientation;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.decode.format.OrientationTag;
import io.github.ram4j.image.pixels.RgbImage;

/**
 * Decoder of PNG images, in Java; of animated ones the default image.
 *
 * @implNote OpenCV's reader gives memory that nothing was written to for damaged animations,
 *     believes the length of the end mark, inflates every text, and libpng writes to the standard
 *     error. The JDK's reader takes 8 bytes of heap a pixel for 16 bits a sample, and was slower
 *     for those and for interlaced images; docs/image-formats.md has the times.
 */
public final class PngDecoder implements FormatDecoder {
  @Override
  public ImageHeader readSize(byte[] encoded) throws DamagedImageException {
    PngHeader png = PngHeader.read(new HeaderBytes(encoded, true));
    return ImageHeader.of(ImageFormat.PNG, png.width(), png.height());
  }

  @Override
  public int orientation(byte[] encoded, ImageHeader header, boolean exifRotation)
      throws DamagedImageException {
    return exifRotation ? PngChunks.read(encoded).orientation() : OrientationTag.UPRIGHT;
  }

  @Override
  public RgbImage decode(byte[] encoded, ImageHeader header, DecodeOptions options)
      throws DamagedImageException {
    PngChunks chunks = PngChunks.read(encoded);
    RgbImage image = new RgbImage(header.width(), header.height(), PngPixels.decode(chunks));
    return options.exifRotation() ? ExifOrientation.apply(image, chunks.orientation()) : image;
  }
}
