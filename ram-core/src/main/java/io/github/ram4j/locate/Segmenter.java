package io.github.ram4j.locate;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import java.io.IOException;
import java.util.List;

/**
 * A model that finds the pixels of a thing which a prompt points at: SAM, MobileSAM and SAM 2.
 *
 * <p>An image is embedded once; then each prompt costs little. Prompts and masks are in pixels of
 * the upright image: encoded images are turned by their EXIF data, as recognizers turn them, unless
 * the model was opened with {@code ImageOptions.withExifRotation(false)}.
 *
 * <p>Thread-safe: share one per model. The code that opened a segmenter closes it. {@link #close()}
 * waits for running calls; afterwards all methods but {@link #model()} throw {@link
 * IllegalStateException}.
 */
public interface Segmenter extends AutoCloseable {

  /**
   * A description of the model and of the way it runs.
   *
   * @return the same at each call
   */
  ModelInfo model();

  /**
   * Embeds an image.
   *
   * @param image in any shape; borrowed until this returns
   * @return the embedded image, with nothing to close
   * @throws IOException if its file or stream cannot be read
   * @throws io.github.ram4j.ImageException if it cannot be decoded or is above the limits
   * @throws io.github.ram4j.RamException if the engine fails
   */
  EmbeddedImage embed(ImageSource image) throws IOException;

  /**
   * The one mask of each prompt. The model has a mask for this of its own, which suits prompts that
   * leave no doubt: a box, or several points.
   *
   * @param image embedded by a segmenter of the same bundle
   * @param prompts any number, none included; answered in groups, so that memory does not grow with
   *     their number
   * @return an answer for each prompt, in their order
   * @throws IllegalArgumentException if a prompt does not fit the image: a point outside, a box
   *     that is empty or does not touch the image, a mask of another side
   * @throws io.github.ram4j.ModelException if the image is another model's
   * @throws io.github.ram4j.RamException if the engine fails
   */
  List<SegmentedMask> segment(EmbeddedImage image, List<MaskPrompt> prompts);

  /**
   * Three masks of each prompt, for prompts that leave doubt: a point on a wheel may mean the
   * wheel, the car, or what is reflected. The greatest {@link SegmentedMask#quality()} is the
   * model's choice.
   *
   * @param image embedded by a segmenter of the same bundle
   * @param prompts any number
   * @return for each prompt its three answers, in the model's order
   * @throws IllegalArgumentException as {@link #segment(EmbeddedImage, List)}
   * @throws io.github.ram4j.ModelException as {@link #segment(EmbeddedImage, List)}
   * @throws io.github.ram4j.RamException if the engine fails
   */
  List<List<SegmentedMask>> alternatives(EmbeddedImage image, List<MaskPrompt> prompts);

  /**
   * Embeds an image and finds the mask of the thing in each box.
   *
   * @param image in any shape; borrowed until this returns
   * @param boxes in pixels of the upright image; they may leave it
   * @return an answer for each box, in their order
   * @throws IOException if the image's file or stream cannot be read
   * @throws IllegalArgumentException if a box is empty or does not touch the image
   * @throws io.github.ram4j.ImageException if the image cannot be decoded or is above the limits
   * @throws io.github.ram4j.RamException if the engine fails
   */
  default List<SegmentedMask> segment(ImageSource image, List<Box> boxes) throws IOException {
    return segment(embed(image), boxes.stream().map(MaskPrompt::of).toList());
  }

  /** Refuses further calls, waits for running ones, then frees the model. */
  @Override
  void close();
}
