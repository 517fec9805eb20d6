package io.github.ram4j.onnx.decode;

import io.github.ram4j.image.RgbImage;

/** Decoder of TIFF pictures. */
final class TiffDecoder implements FormatDecoder {
  @Override
  public PictureHeader readSize(byte[] encoded) throws DamagedPictureException {
    TiffDirectory tiff = TiffDirectory.read(new HeaderBytes(encoded, true));
    return PictureHeader.of(PictureFormat.TIFF, tiff.width(), tiff.height());
  }

  @Override
  public RgbImage decode(byte[] encoded, PictureHeader header, DecodeOptions options)
      throws DamagedPictureException {
    return OpenCv.decode(encoded, header, OpenCv.flags(options), options.maxPixels());
  }
}
