package io.github.ram4j.image.decode;

import io.github.ram4j.image.decode.bmp.BmpDecoder;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.gif.GifDecoder;
import io.github.ram4j.image.decode.jpeg.JpegDecoder;
import io.github.ram4j.image.decode.png.PngDecoder;
import io.github.ram4j.image.decode.tiff.TiffDecoder;
import io.github.ram4j.image.decode.webp.WebpDecoder;

/** Registry of the decoders, one for each {@link ImageFormat}. */
final class FormatDecoders {
  private FormatDecoders() {}

  /** The decoder of a format; its class is loaded when it is first asked for. */
  static FormatDecoder of(ImageFormat format) {
    return switch (format) {
      case PNG -> new PngDecoder();
      case JPEG -> new JpegDecoder();
      case WEBP -> new WebpDecoder();
      case BMP -> new BmpDecoder();
      case GIF -> new GifDecoder();
      case TIFF -> new TiffDecoder();
    };
  }
}
