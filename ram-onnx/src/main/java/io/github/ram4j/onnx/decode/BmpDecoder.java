package io.github.ram4j.onnx.decode;

import io.github.ram4j.image.RgbImage;

/** Decoder of BMP pictures. */
final class BmpDecoder implements FormatDecoder {
  @Override
  public PictureHeader readSize(byte[] encoded) throws DamagedPictureException {
    HeaderBytes bytes = new HeaderBytes(encoded, false);
    if (bytes.u32(14) == 12) {
      return PictureHeader.of(PictureFormat.BMP, bytes.u16(18), bytes.u16(20));
    }
    int width = (int) bytes.u32(18);
    int height = (int) bytes.u32(22); // negative where the rows are stored from the top
    return PictureHeader.of(PictureFormat.BMP, width, Math.abs((long) height));
  }

  @Override
  public RgbImage decode(byte[] encoded, PictureHeader header, DecodeOptions options)
      throws DamagedPictureException {
    return OpenCv.decode(encoded, header, OpenCv.flags(options), options.maxPixels());
  }
}
