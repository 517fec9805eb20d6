package io.github.ram4j.image.decode;

import io.github.ram4j.image.decode.bmp.BmpDecoder;
import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.OptionalDecoder;
import io.github.ram4j.image.decode.gif.GifDecoder;
import io.github.ram4j.image.decode.jpeg.JpegDecoder;
import io.github.ram4j.image.decode.png.PngDecoder;
import io.github.ram4j.image.decode.tiff.TiffDecoder;
import io.github.ram4j.image.decode.webp.WebpDecoder;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Registry of the decoders, one for each {@link ImageFormat}; those of optional modules are found
 * beside this class, once.
 */
final class FormatDecoders {
  private FormatDecoders() {}

  /**
   * The decoder of a format; its class is loaded when it is first asked for.
   *
   * @throws DamagedImageException if an optional module reads the format, and is not there
   */
  static FormatDecoder of(ImageFormat format) throws DamagedImageException {
    return switch (format) {
      case PNG -> new PngDecoder();
      case JPEG -> new JpegDecoder();
      case WEBP -> new WebpDecoder();
      case BMP -> new BmpDecoder();
      case GIF -> new GifDecoder();
      case TIFF -> new TiffDecoder();
      case HEIC, AVIF, HEIF -> optional(format, "ram-image-heif");
    };
  }

  private static FormatDecoder optional(ImageFormat format, String module)
      throws DamagedImageException {
    FormatDecoder decoder = Found.DECODERS.get(format);
    if (decoder == null) {
      throw new DamagedImageException(
          format
              + ": expected "
              + module
              + " on the class path, found no decoder for it; add that module, or convert the image"
              + " to JPEG or PNG");
    }
    return decoder;
  }

  /** What the service loader found, looked for when such a format is first met. */
  private static final class Found {
    static final Map<ImageFormat, FormatDecoder> DECODERS = new EnumMap<>(ImageFormat.class);

    static {
      ClassLoader beside = FormatDecoders.class.getClassLoader();
      for (OptionalDecoder decoder : ServiceLoader.load(OptionalDecoder.class, beside)) {
        decoder.formats().forEach(format -> DECODERS.putIfAbsent(format, decoder));
      }
    }

    private Found() {}
  }
}
