package io.github.ram4j;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes sentences about images, steered by tags: those that the model recognizes itself, or those
 * that the caller names. It is the recognizer of those tags as well.
 *
 * <p>Thread-safe and closed as every {@link Recognizer} is. All {@code caption} methods throw
 * {@link ImageException} if an image cannot be decoded, {@link IllegalArgumentException} if more
 * ids are asked for than the model has positions, and {@link RamException} if the engine fails.
 */
public interface Captioner extends Recognizer {

  /**
   * Sends an image through the image encoder, once for all that is asked of it afterwards: what
   * comes back stands for the image in every method of this captioner.
   *
   * @param source in any shape; borrowed until this returns
   * @return the encoded image, free of native memory
   * @throws IOException if its file or stream cannot be read
   */
  EncodedImage encode(ImageSource source) throws IOException;

  /**
   * Writes sentences about several images, side by side in batches: the decoder's weights are read
   * once for all of them. Each image gets the sentences that it would get alone, and stops by
   * itself.
   *
   * @param requests any number
   * @param options how to search
   * @return for each request, in the same order, its sentences, the best first
   * @throws IOException if a file or stream cannot be read; no sentence is returned then
   */
  List<List<Caption>> captionAll(List<CaptionRequest> requests, CaptionOptions options)
      throws IOException;

  /**
   * Writes sentences about one image.
   *
   * @param source in any shape; borrowed until this returns
   * @param steering by which tags
   * @param options how to search, and how many sentences
   * @return the sentences, the best first
   * @throws IOException if its file or stream cannot be read
   */
  default List<Caption> caption(ImageSource source, Steering steering, CaptionOptions options)
      throws IOException {
    return captionAll(List.of(new CaptionRequest(source, steering)), options).get(0);
  }

  /**
   * Writes a sentence from the tags that the model recognizes itself, by the authors' beam search.
   *
   * @param source in any shape; borrowed until this returns
   * @return the sentence
   * @throws IOException if the image's file or stream cannot be read
   */
  default Caption caption(ImageSource source) throws IOException {
    return caption(source, Steering.recognized(), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about what the caller names, by the authors' beam search.
   *
   * @param source in any shape; borrowed until this returns
   * @param tags as {@link Steering#of(String)} takes them: {@code "cloud, sky"}
   * @return the sentence
   * @throws IOException if the image's file or stream cannot be read
   */
  default Caption caption(ImageSource source, String tags) throws IOException {
    return caption(source, Steering.of(tags), CaptionOptions.beamSearch()).get(0);
  }

  /**
   * Writes a sentence about a decoded image; see {@link #caption(ImageSource)}.
   *
   * @param image any size and type; borrowed until this returns
   * @return the sentence
   */
  default Caption caption(BufferedImage image) {
    try {
      return caption(ImageSource.of(image));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /**
   * Writes a sentence about what the caller names in a decoded image; see {@link
   * #caption(ImageSource, String)}.
   *
   * @param image any size and type; borrowed until this returns
   * @param tags as {@link Steering#of(String)} takes them: {@code "cloud, sky"}
   * @return the sentence
   */
  default Caption caption(BufferedImage image, String tags) {
    try {
      return caption(ImageSource.of(image), tags);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** As {@link Recognizer#warmUp()}; the image gets a sentence, too. */
  @Override
  default void warmUp() {
    try {
      caption(WarmUpImage.jpeg());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
