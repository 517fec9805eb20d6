package io.github.ram4j.image.batch;

import io.github.ram4j.Picture;
import io.github.ram4j.PictureException;
import io.github.ram4j.image.decode.DecodeOptions;
import io.github.ram4j.image.decode.PictureDecoder;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import io.github.ram4j.image.resize.PixelNormalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;

/** Brings a picture of any shape into a model's input: decode, resize, normalize. Thread-safe. */
public final class PictureReader {
  private final DecodeOptions options;
  private final int sizePx;
  private final PixelNormalizer normalizer;
  private final int threads;

  /**
   * A reader for one model.
   *
   * @param sizePx width and height of the model's input
   * @param threads that a large picture's rows are shared among
   */
  public PictureReader(DecodeOptions options, int sizePx, PixelNormalizer normalizer, int threads) {
    this.options = options;
    this.sizePx = sizePx;
    this.normalizer = normalizer;
    this.threads = threads;
  }

  /** Writes a picture to its place in a batch of float32 [batch, 3, size, size]. */
  void read(Picture picture, FloatBuffer batch, int index) throws IOException {
    RgbImage image = decode(picture, options);
    normalizer.write(BilinearResize.resize(image, sizePx, threads), batch, index);
  }

  /** The pixels of a picture of any shape. */
  public static RgbImage decode(Picture picture, DecodeOptions options) throws IOException {
    if (picture instanceof Picture.Pixels pixels) {
      return BufferedImages.toRgb(pixels.image());
    }
    if (picture instanceof Picture.File file) {
      return PictureDecoder.decode(file.path(), options);
    }
    if (picture instanceof Picture.Bytes bytes) {
      return PictureDecoder.decode(bytes.bytes(), options, picture.name());
    }
    if (picture instanceof Picture.Stream stream) {
      return PictureDecoder.decode(
          readAtMost(stream.stream(), picture.name(), options), options, picture.name());
    }
    throw new IllegalArgumentException(
        "%s: expected a picture with pixels, found one that a captioner encoded"
            .formatted(picture.name()));
  }

  private static byte[] readAtMost(InputStream stream, String name, DecodeOptions options)
      throws IOException {
    byte[] bytes = stream.readNBytes((int) options.maxBytes());
    if (stream.read() >= 0) {
      throw new PictureException(
          "%s: expected at most %d bytes, found more".formatted(name, options.maxBytes()));
    }
    return bytes;
  }
}
