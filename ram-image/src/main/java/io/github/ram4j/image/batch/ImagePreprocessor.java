package io.github.ram4j.image.batch;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import io.github.ram4j.image.resize.PixelNormalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;

/** Brings an image of any shape into a model's input: decode, resize, normalize. Thread-safe. */
public final class ImagePreprocessor {
  private final DecodeOptions options;
  private final int sizePx;
  private final PixelNormalizer normalizer;
  private final int threads;

  /**
   * A reader for one model.
   *
   * @param sizePx width and height of the model's input
   * @param threads that a large image's rows are shared among
   */
  public ImagePreprocessor(
      DecodeOptions options, int sizePx, PixelNormalizer normalizer, int threads) {
    this.options = options;
    this.sizePx = sizePx;
    this.normalizer = normalizer;
    this.threads = threads;
  }

  /** Writes an image to its place in a batch of float32 [batch, 3, size, size]. */
  void read(ImageSource source, FloatBuffer batch, int index) throws IOException {
    RgbImage image = decode(source, options);
    normalizer.write(BilinearResize.resize(image, sizePx, threads), batch, index);
  }

  /** The pixels of an image of any shape. */
  public static RgbImage decode(ImageSource source, DecodeOptions options) throws IOException {
    if (source instanceof ImageSource.Pixels pixels) {
      return BufferedImages.toRgb(pixels.image());
    }
    if (source instanceof ImageSource.File file) {
      return ImageDecoder.decode(file.path(), options);
    }
    if (source instanceof ImageSource.Bytes bytes) {
      return ImageDecoder.decode(bytes.bytes(), options, source.name());
    }
    if (source instanceof ImageSource.Stream stream) {
      return ImageDecoder.decode(
          readAtMost(stream.stream(), source.name(), options), options, source.name());
    }
    throw new IllegalArgumentException(
        "%s: expected an image with pixels, found one that a captioner encoded"
            .formatted(source.name()));
  }

  private static byte[] readAtMost(InputStream stream, String name, DecodeOptions options)
      throws IOException {
    byte[] bytes = stream.readNBytes((int) options.maxBytes());
    if (stream.read() >= 0) {
      throw new ImageException(
          "%s: expected at most %d bytes, found more".formatted(name, options.maxBytes()));
    }
    return bytes;
  }
}
