package io.github.ram4j.image.batch;

import io.github.ram4j.ImageLimitException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.ExactResize;
import io.github.ram4j.image.resize.ImageFit;
import io.github.ram4j.image.resize.PixelNormalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;

/**
 * A preprocessor of images of any shape: decode, resize by the model's rule, normalize.
 * Thread-safe.
 */
public final class ImagePreprocessor {
  private static final int CHANNELS = 3;

  private final DecodeOptions options;
  private final ImagePreparation preparation;
  private final PixelNormalizer normalizer;
  private final ExactResize exact;
  private final int threads;

  /**
   * An image as a model's input.
   *
   * @param pixels float32 [1, 3, inputHeight, inputWidth], in the buffer that was given
   * @param width of the image itself, in pixels
   * @param height of the image itself, in pixels
   * @param orientation by which the stored image was turned, 1 to 8; 1 for not at all
   * @param fit the image's place in the input; boxes are mapped back to the image by it
   */
  public record PreparedImage(
      FloatBuffer pixels, int width, int height, int orientation, ImageFit fit) {}

  /**
   * A preprocessor for one model.
   *
   * @param preparation the rule to resize by, and the normalization
   * @param threads the number of threads that share the rows of a large image
   */
  public ImagePreprocessor(DecodeOptions options, ImagePreparation preparation, int threads) {
    this.options = options;
    this.preparation = preparation;
    this.normalizer = new PixelNormalizer(preparation.normalization());
    this.exact = new ExactResize(preparation.normalization());
    this.threads = threads;
  }

  /**
   * The side of the square input of all images.
   *
   * @return pixels
   * @throws IllegalArgumentException if the rule gives inputs of several shapes
   */
  int inputSidePx() {
    if (preparation.resize().keepsShapes()) {
      throw new IllegalArgumentException(
          "batches of images: expected squash or long-side-pad, which give inputs of one shape,"
              + " found "
              + preparation.resize().id());
    }
    return preparation.sizePx();
  }

  /** The number of threads that share the rows of a large image. */
  int threads() {
    return threads;
  }

  /** Writes an image to its place in a batch of float32 [batch, 3, size, size]. */
  void read(ImageSource source, FloatBuffer batch, int index) throws IOException {
    RgbImage image = decode(source, options);
    write(image, fit(image), batch, index);
  }

  /**
   * Prepares one image by any rule, including rules that give inputs of several shapes.
   *
   * @param source the image
   * @param buffer the buffer of the input, not to be reused while the input is in use
   * @return the input and the image's place in it
   * @throws IOException if a file or stream cannot be read
   */
  public PreparedImage prepare(ImageSource source, DirectBuffer buffer) throws IOException {
    return prepare(source, buffer, 1);
  }

  /**
   * Prepares one image by any rule, with zeros to the right and below where a side of the input is
   * no multiple of a number.
   *
   * @param source the image
   * @param buffer the buffer of the input, not to be reused while the input is in use
   * @param multiple of which both sides of the input are multiples
   * @return the input and the image's place in it
   * @throws IOException if a file or stream cannot be read
   */
  public PreparedImage prepare(ImageSource source, DirectBuffer buffer, int multiple)
      throws IOException {
    RgbImage image = decode(source, options);
    ImageFit fit = fit(image).paddedToMultiple(multiple);
    int plane = Math.multiplyExact(fit.inputWidth(), fit.inputHeight());
    FloatBuffer pixels = buffer.floats(Math.multiplyExact(CHANNELS, plane));
    write(image, fit, pixels, 0);
    return new PreparedImage(pixels, image.width(), image.height(), image.orientation(), fit);
  }

  private ImageFit fit(RgbImage image) {
    return ImageFit.of(preparation, image.width(), image.height());
  }

  private void write(RgbImage image, ImageFit fit, FloatBuffer batch, int index) {
    if (preparation.interpolation() == ImageInterpolation.BILINEAR_EXACT) {
      exact.write(image, fit, batch, index, threads);
      return;
    }
    RgbImage resized = fit.resize(image, preparation.interpolation(), threads);
    normalizer.write(resized, batch, index, fit.inputWidth(), fit.inputHeight());
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
    InputStream stream = ((ImageSource.Stream) source).stream();
    return ImageDecoder.decode(readAtMost(stream, source.name(), options), options, source.name());
  }

  private static byte[] readAtMost(InputStream stream, String name, DecodeOptions options)
      throws IOException {
    byte[] bytes = stream.readNBytes((int) options.maxBytes());
    if (stream.read() >= 0) {
      throw new ImageLimitException(
          "%s: expected at most %d bytes, found more".formatted(name, options.maxBytes()));
    }
    return bytes;
  }
}
