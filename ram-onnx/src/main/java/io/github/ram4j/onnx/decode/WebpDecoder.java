package io.github.ram4j.onnx.decode;

import io.github.ram4j.image.RgbImage;

/** Decoder of WebP pictures, by OpenCV. */
final class WebpDecoder implements FormatDecoder {
  @Override
  public PictureHeader readSize(byte[] encoded) throws DamagedPictureException {
    HeaderBytes bytes = new HeaderBytes(encoded, false);
    if (bytes.ascii(12, "VP8 ")) {
      return PictureHeader.of(PictureFormat.WEBP, bytes.u16(26) & 0x3FFF, bytes.u16(28) & 0x3FFF);
    } else if (bytes.ascii(12, "VP8L")) {
      long sizes = bytes.u32(21);
      return PictureHeader.of(PictureFormat.WEBP, (sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1);
    } else if (bytes.ascii(12, "VP8X")) {
      return PictureHeader.of(PictureFormat.WEBP, bytes.u24(24) + 1, bytes.u24(27) + 1);
    }
    throw new DamagedPictureException("WebP: expected a chunk VP8, VP8L or VP8X, found another");
  }

  @Override
  public RgbImage decode(byte[] encoded, PictureHeader header, DecodeOptions options)
      throws DamagedPictureException {
    return OpenCv.decode(encoded, header, OpenCv.flags(options), options.maxPixels());
  }
}
