package io.github.ram4j.locate;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Tag;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that finds where things are: boxes for tags of a recognizer, for names, or for the words
 * of a phrase.
 *
 * <pre>{@code
 * LocatedImage located = locator.locateNames(image, List.of("dog", "red car"), LocateOptions.defaults());
 * }</pre>
 *
 * <p>A region belongs to the tag whose words have the highest score in it, by their place in what
 * the model reads; names are never read back out of its words. More tags than the model reads at
 * once are read in several parts, and no tag is lost; those that cannot be read are in {@link
 * LocatedImage#skipped()}. Names that differ in case or blanks alone are one: its regions have the
 * first of these tags.
 *
 * <p>Thread-safe: share one per model. The code that opened a locator closes it. {@link #close()}
 * waits for running calls; afterwards the other methods throw {@link IllegalStateException}.
 */
public interface Locator extends AutoCloseable {

  /**
   * A description of the model and of the way it runs.
   *
   * @return the same at each call
   */
  ModelInfo model();

  /**
   * Finds tags.
   *
   * @param image in any shape; borrowed until this returns
   * @param tags any number, in any order; the English names are looked for
   * @param options thresholds, limits
   * @return the regions, none if there is nothing or no tag
   * @throws IOException if the image's file or stream cannot be read
   * @throws io.github.ram4j.ImageException if the image cannot be decoded or is above the limits
   */
  LocatedImage locate(ImageSource image, List<Tag> tags, LocateOptions options) throws IOException;

  /**
   * Finds tags by the default options.
   *
   * @param image in any shape; borrowed until this returns
   * @param tags any number, in any order
   * @return the regions, none if there is nothing or no tag
   * @throws IOException if the image's file or stream cannot be read
   * @throws io.github.ram4j.ImageException if the image cannot be decoded or is above the limits
   */
  default LocatedImage locate(ImageSource image, List<Tag> tags) throws IOException {
    return locate(image, tags, LocateOptions.defaults());
  }

  /**
   * Finds tags in decoded pixels by the default options.
   *
   * @param image any size and type; borrowed until this returns
   * @param tags any number, in any order
   * @return the regions, none if there is nothing or no tag
   */
  default LocatedImage locate(BufferedImage image, List<Tag> tags) {
    try {
      return locate(ImageSource.of(image), tags);
    } catch (IOException e) {
      throw new UncheckedIOException("reading pixels in memory", e);
    }
  }

  /**
   * Finds things by names.
   *
   * @param image in any shape; borrowed until this returns
   * @param names in English, none of them blank; the tags of the regions have their places in this
   *     list as ids
   * @param options thresholds, limits
   * @return the regions, none if there is nothing or no name
   * @throws IOException if the image's file or stream cannot be read
   * @throws io.github.ram4j.ImageException if the image cannot be decoded or is above the limits
   * @throws IllegalArgumentException if a name is blank
   */
  default LocatedImage locateNames(ImageSource image, List<String> names, LocateOptions options)
      throws IOException {
    List<Tag> tags = new ArrayList<>(names.size());
    for (String name : names) {
      tags.add(new Tag(tags.size(), name, List.of(), true));
    }
    return locate(image, tags, options);
  }

  /**
   * Finds what a phrase tells of, as "a man in a red coat. his dog". Each sentence, ended by "." or
   * "?", is read by itself. A region has the words of the phrase whose scores are above the
   * threshold of words, and the best one in any case.
   *
   * @param image in any shape; borrowed until this returns
   * @param phrase in English
   * @param options thresholds, limits; boxes of one tag are those of the same words
   * @return the regions, none if there is nothing or the phrase has no words that the model knows
   * @throws IOException if the image's file or stream cannot be read
   * @throws io.github.ram4j.ImageException if the image cannot be decoded or is above the limits
   * @throws IllegalArgumentException if the phrase has more tokens than the model reads
   */
  LocatedImage locatePhrase(ImageSource image, String phrase, LocateOptions options)
      throws IOException;

  /** Refuses further calls, waits for running ones, then frees the model. */
  @Override
  void close();
}
