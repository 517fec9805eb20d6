package io.github.ram4j.onnx.decode;

import io.github.ram4j.image.RgbImage;

/** Decoder of PNG pictures, by OpenCV once all chunks are known to be there. */
final class PngDecoder implements FormatDecoder {
  @Override
  public PictureHeader readSize(byte[] encoded) throws DamagedPictureException {
    HeaderBytes bytes = new HeaderBytes(encoded, true);
    if (!bytes.ascii(12, "IHDR")) {
      throw new DamagedPictureException("PNG: expected the chunk IHDR first, found another");
    }
    return PictureHeader.of(PictureFormat.PNG, bytes.u32(16), bytes.u32(20));
  }

  @Override
  public RgbImage decode(byte[] encoded, PictureHeader header, DecodeOptions options)
      throws DamagedPictureException {
    PngChunks.checkWhole(encoded);
    return OpenCv.decode(encoded, header, OpenCv.flags(options), options.maxPixels());
  }
}
