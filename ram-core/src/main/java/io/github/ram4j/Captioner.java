package io.github.ram4j;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A model that writes sentences about images, steered by tags: tags that the model recognizes
 * itself, or names from the caller. It is the recognizer of its tags as well.
 *
 * <p>Thread-safe and closed as every {@link Recognizer} is. All {@code caption} methods throw
 * {@link ImageException} if an image cannot be decoded, {@link IllegalArgumentException} if the
 * options ask for more ids than the model has positions, and {@link RamException} if the engine
 * fails. Methods that take an {@link EncodedImage} throw {@link IllegalArgumentException} if the
 * encoder of another bundle made it.
 *
 * <p>A captioner of your own needs {@link #encode}, {@link #recognize(EncodedImage)} and {@link
 * #caption(EncodedImage, Steering, CaptionOptions)}; all other methods are made of these.
 */
public interface Captioner extends Recognizer {

  /**
   * Encodes an image, once for its tags and all of its sentences.
   *
   * @param source the image, in any shape; borrowed until this returns
   * @return the encoded image, free of native memory
   * @throws IOException if its file or stream cannot be read
   */
  @Override
  EncodedImage encode(ImageSource source) throws IOException;

  /**
   * Recognizes the tags of an encoded image.
   *
   * @param image of this captioner or another of the same bundle
   * @return every tag's score
   */
  @Override
  Recognition recognize(EncodedImage image);

  /**
   * Writes sentences about an encoded image.
   *
   * @param image of this captioner or another of the same bundle
   * @param steering the tags that steer
   * @param options the search, and the number of sentences
   * @return the sentences, the best first
   */
  List<Caption> caption(EncodedImage image, Steering steering, CaptionOptions options);

  @Override
  default Recognition recognize(ImageSource source) throws IOException {
    return recognize(encode(source));
  }

  /**
   * Writes sentences about a stream of images. The outcome of each request is its sentences, the
   * best first, or the exception that this image alone led to. Each image gets the sentences that
   * it would get alone.
   *
   * <p>Captioners of this project write about several images side by side, so that the decoder's
   * weights are read once for all of them, and decode the next images on other threads meanwhile,
   * as {@link #recognizeEach} says. Once {@link CaptionOptions#stop()} returns true, the remaining
   * images are not read any more: each gets an empty sentence, {@link Caption.Ending#STOPPED}.
   *
   * @param requests any number
   * @param options the search, and the number of sentences
   * @return the outcomes, to be closed by the caller
   * @throws IllegalArgumentException if the options ask for more than the model has
   */
  default Outcomes<CaptionRequest, List<Caption>> captionEach(
      Iterable<? extends CaptionRequest> requests, CaptionOptions options) {
    return new OneByOne<>(requests, request -> caption(request, options));
  }

  /**
   * Writes sentences about several images, all or none: {@link #captionEach} as a list.
   *
   * @param requests any number
   * @param options the search, and the number of sentences
   * @return for each request, in the same order, its sentences, the best first
   * @throws IOException if a file or stream cannot be read, or the thread is interrupted; no
   *     sentence is returned then
   */
  default List<List<Caption>> captionAll(List<CaptionRequest> requests, CaptionOptions options)
      throws IOException {
    return OneByOne.all(captionEach(List.copyOf(requests), options));
  }

  /**
   * Writes sentences about the image of a request.
   *
   * @param request the image and the steering
   * @param options the search, and the number of sentences
   * @return the sentences, the best first
   * @throws IOException if the image's file or stream cannot be read
   */
  default List<Caption> caption(CaptionRequest request, CaptionOptions options) throws IOException {
    EncodedImage image =
        request.encoded().isPresent()
            ? request.encoded().get()
            : encode(request.source().orElseThrow());
    return caption(image, request.steering(), options);
  }

  /**
   * Writes a sentence about an image from the tags that the model recognizes itself, by the
   * authors' beam search.
   *
   * @param source the image, in any shape; borrowed until this returns
   * @return the sentence
   * @throws IOException if the image cannot be read
   */
  default Caption caption(ImageSource source) throws IOException {
    return caption(source, Steering.recognized(), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about an image from tags that the caller names, by the authors' beam search.
   *
   * @param source the image, in any shape; borrowed until this returns
   * @param tags as {@link Steering#of(String)} takes them: {@code "cloud, sky"}
   * @return the sentence
   * @throws IOException if the image cannot be read
   */
  default Caption caption(ImageSource source, String tags) throws IOException {
    return caption(source, Steering.of(tags), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes sentences about an image.
   *
   * @param source the image, in any shape; borrowed until this returns
   * @param steering the tags that steer
   * @param options the search, and the number of sentences
   * @return the sentences, the best first
   * @throws IOException if the image cannot be read
   */
  default List<Caption> caption(ImageSource source, Steering steering, CaptionOptions options)
      throws IOException {
    return caption(CaptionRequest.of(source, steering), options);
  }

  /**
   * Writes a sentence about an encoded image from the tags that the model recognizes itself, by the
   * authors' beam search.
   *
   * @param image of this captioner or another of the same bundle
   * @return the sentence
   */
  default Caption caption(EncodedImage image) {
    return caption(image, Steering.recognized(), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about an encoded image from tags that the caller names, by the authors' beam
   * search.
   *
   * @param image of this captioner or another of the same bundle
   * @param tags as {@link Steering#of(String)} takes them: {@code "cloud, sky"}
   * @return the sentence
   */
  default Caption caption(EncodedImage image, String tags) {
    return caption(image, Steering.of(tags), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about a decoded image from the tags that the model recognizes itself, by the
   * authors' beam search.
   *
   * @param image any size and type; borrowed until this returns
   * @return the sentence
   */
  default Caption caption(BufferedImage image) {
    return caption(image, Steering.recognized(), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about a decoded image from tags that the caller names, by the authors' beam
   * search.
   *
   * @param image any size and type; borrowed until this returns
   * @param tags as {@link Steering#of(String)} takes them: {@code "cloud, sky"}
   * @return the sentence
   */
  default Caption caption(BufferedImage image, String tags) {
    return caption(image, Steering.of(tags), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes sentences about a decoded image.
   *
   * @param image any size and type; borrowed until this returns
   * @param steering the tags that steer
   * @param options the search, and the number of sentences
   * @return the sentences, the best first
   */
  default List<Caption> caption(BufferedImage image, Steering steering, CaptionOptions options) {
    try {
      return caption(ImageSource.of(image), steering, options);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /**
   * Writes a sentence about an encoded image in memory from the tags that the model recognizes
   * itself, by the authors' beam search.
   *
   * @param encoded a whole PNG, JPEG, WebP, BMP, GIF or TIFF file; borrowed until this returns
   * @return the sentence
   */
  default Caption caption(byte[] encoded) {
    return caption(encoded, Steering.recognized(), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about an encoded image in memory from tags that the caller names, by the
   * authors' beam search.
   *
   * @param encoded a whole PNG, JPEG, WebP, BMP, GIF or TIFF file; borrowed until this returns
   * @param tags as {@link Steering#of(String)} takes them: {@code "cloud, sky"}
   * @return the sentence
   */
  default Caption caption(byte[] encoded, String tags) {
    return caption(encoded, Steering.of(tags), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes sentences about an encoded image in memory.
   *
   * @param encoded a whole PNG, JPEG, WebP, BMP, GIF or TIFF file; borrowed until this returns
   * @param steering the tags that steer
   * @param options the search, and the number of sentences
   * @return the sentences, the best first
   */
  default List<Caption> caption(byte[] encoded, Steering steering, CaptionOptions options) {
    try {
      return caption(ImageSource.of(encoded), steering, options);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /**
   * Writes a sentence about an encoded image in a file from the tags that the model recognizes
   * itself, by the authors' beam search.
   *
   * @param file PNG, JPEG, WebP, BMP, GIF or TIFF
   * @return the sentence
   * @throws IOException if the image cannot be read
   */
  default Caption caption(Path file) throws IOException {
    return caption(file, Steering.recognized(), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about an encoded image in a file from tags that the caller names, by the
   * authors' beam search.
   *
   * @param file PNG, JPEG, WebP, BMP, GIF or TIFF
   * @param tags as {@link Steering#of(String)} takes them: {@code "cloud, sky"}
   * @return the sentence
   * @throws IOException if the image cannot be read
   */
  default Caption caption(Path file, String tags) throws IOException {
    return caption(file, Steering.of(tags), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes sentences about an encoded image in a file.
   *
   * @param file PNG, JPEG, WebP, BMP, GIF or TIFF
   * @param steering the tags that steer
   * @param options the search, and the number of sentences
   * @return the sentences, the best first
   * @throws IOException if the image cannot be read
   */
  default List<Caption> caption(Path file, Steering steering, CaptionOptions options)
      throws IOException {
    return caption(ImageSource.of(file), steering, options);
  }

  /**
   * Writes a sentence about an encoded image from a stream from the tags that the model recognizes
   * itself, by the authors' beam search.
   *
   * @param encoded a PNG, JPEG, WebP, BMP, GIF or TIFF file; read to its end, not closed
   * @return the sentence
   * @throws IOException if the image cannot be read
   */
  default Caption caption(InputStream encoded) throws IOException {
    return caption(encoded, Steering.recognized(), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about an encoded image from a stream, from tags that the caller names, by the
   * authors' beam search.
   *
   * @param encoded a PNG, JPEG, WebP, BMP, GIF or TIFF file; read to its end, not closed
   * @param tags as {@link Steering#of(String)} takes them: {@code "cloud, sky"}
   * @return the sentence
   * @throws IOException if the image cannot be read
   */
  default Caption caption(InputStream encoded, String tags) throws IOException {
    return caption(encoded, Steering.of(tags), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes sentences about an encoded image from a stream.
   *
   * @param encoded a PNG, JPEG, WebP, BMP, GIF or TIFF file; read to its end, not closed
   * @param steering the tags that steer
   * @param options the search, and the number of sentences
   * @return the sentences, the best first
   * @throws IOException if the image cannot be read
   */
  default List<Caption> caption(InputStream encoded, Steering steering, CaptionOptions options)
      throws IOException {
    return caption(ImageSource.of(encoded), steering, options);
  }

  /** Warms up as {@link Recognizer#warmUp()} does; the image gets a sentence, too. */
  @Override
  default void warmUp() {
    try {
      caption(WarmUpImage.jpeg());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
