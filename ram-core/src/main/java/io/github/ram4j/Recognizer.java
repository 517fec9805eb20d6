package io.github.ram4j;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A model that recognizes the tags of an image, out of its vocabulary.
 *
 * <p>Thread-safe: share one per model. The code that opened a recognizer closes it. {@link
 * #close()} waits for running calls and may be called any number of times; every other method
 * throws {@link IllegalStateException} afterwards, {@link #model()} and {@link #vocabulary()}
 * aside.
 *
 * <p>All {@code recognize} methods throw {@link ImageException} if an image cannot be decoded or is
 * above the limits that the recognizer was opened with, and {@link RamException} if the engine
 * fails.
 */
public interface Recognizer extends AutoCloseable {

  /**
   * A description of the model and of the way it runs.
   *
   * @return the same at each call
   */
  ModelInfo model();

  /**
   * The tags, in the order of the logits, with the thresholds in use.
   *
   * @return the same at each call
   */
  TagVocabulary vocabulary();

  /**
   * Recognizes one image in any shape. A recognizer of your own needs no other {@code recognize}
   * method than this.
   *
   * @param source borrowed until this returns
   * @return every tag's score
   * @throws IOException if its file or stream cannot be read
   */
  Recognition recognize(ImageSource source) throws IOException;

  /**
   * Recognizes a stream of images. The outcome of each is a recognition, or the exception that this
   * image alone led to. For any number of images, since memory does not grow with it.
   *
   * <p>Recognizers of this project infer in batches as large as they were opened for, and decode
   * the next images on other threads meanwhile; images of an {@link InputStream} are read in the
   * calling thread. Images that could not be read are left out of their batch, and no image is
   * inferred twice. A recognizer of your own, unless it overrides this method, recognizes an image
   * when its outcome is asked for.
   *
   * <p>Open outcomes do not hinder {@link #close()}; afterwards the next one is an {@link
   * IllegalStateException}.
   *
   * @param <I> a kind of image source, as {@link Outcome#input()} gives it back
   * @param images any number, each in any shape; gone through once
   * @return the outcomes, to be closed by the caller
   */
  default <I extends ImageSource> Outcomes<I, Recognition> recognizeEach(
      Iterable<? extends I> images) {
    return new OneByOne<>(images, this::recognize);
  }

  /**
   * Recognizes several images, all or none: {@link #recognizeEach} as a list, for those that fit
   * into memory.
   *
   * @param sources any number, each in any shape; borrowed until this returns
   * @return one recognition for each image, in the same order
   * @throws IOException if a file or stream cannot be read, or the thread is interrupted; no
   *     recognition is returned then
   */
  default List<Recognition> recognizeAll(List<? extends ImageSource> sources) throws IOException {
    return OneByOne.all(recognizeEach(List.copyOf(sources)));
  }

  /**
   * Recognizes a decoded image.
   *
   * @param image any size and type; alpha is dropped, not blended; borrowed until this returns
   * @return every tag's score
   */
  default Recognition recognize(BufferedImage image) {
    return inMemory(ImageSource.of(image));
  }

  /**
   * Recognizes an encoded image in memory.
   *
   * @param encoded a whole PNG, JPEG, WebP, BMP, GIF or TIFF file; borrowed until this returns
   * @return every tag's score
   */
  default Recognition recognize(byte[] encoded) {
    return inMemory(ImageSource.of(encoded));
  }

  /**
   * Recognizes an encoded image in a file.
   *
   * @param file PNG, JPEG, WebP, BMP, GIF or TIFF
   * @return every tag's score
   * @throws IOException if the file cannot be read
   */
  default Recognition recognize(Path file) throws IOException {
    return recognize(ImageSource.of(file));
  }

  /**
   * Recognizes an encoded image from a stream.
   *
   * @param encoded a PNG, JPEG, WebP, BMP, GIF or TIFF file; read to its end, not closed
   * @return every tag's score
   * @throws IOException if reading fails
   */
  default Recognition recognize(InputStream encoded) throws IOException {
    return recognize(ImageSource.of(encoded));
  }

  /**
   * Recognizes a generated image and forgets the answer. This loads the library that decodes images
   * and allocates the memory of a first call, so that no user's first image pays for it. It takes
   * as long as that first image would. It may be called while images come, on any thread.
   */
  default void warmUp() {
    inMemory(WarmUpImage.jpeg());
  }

  /**
   * Refuses further calls, waits for running ones, then frees the model. Called again, it waits
   * until that is done and does nothing else.
   */
  @Override
  void close();

  private Recognition inMemory(ImageSource source) {
    try {
      return recognize(source);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
