package io.github.ram4j.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.Captioner;
import io.github.ram4j.ImageException;
import io.github.ram4j.Steering;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tool by which an assistant has a sentence written about an image, of the tags that the
 * captioner recognizes or of those that the assistant names.
 *
 * <p>Thread-safe. The captioner remains the caller's to close.
 */
public final class CaptionerTools {
  private static final int MOST_TAGS = 20;

  private final Captioner captioner;
  private final ImageResolver images;
  private final CaptionOptions options;

  /**
   * The tool over an open captioner, with the authors' beam search.
   *
   * @param captioner writes; not closed
   * @param images those that the assistant may see
   */
  public CaptionerTools(Captioner captioner, ImageResolver images) {
    this(captioner, images, CaptionOptions.beamSearch());
  }

  /**
   * The tool over an open captioner.
   *
   * @param captioner writes; not closed
   * @param images those that the assistant may see
   * @param options the search, of which the best sentence is taken
   */
  public CaptionerTools(Captioner captioner, ImageResolver images, CaptionOptions options) {
    this.captioner = Objects.requireNonNull(captioner, "captioner");
    this.images = Objects.requireNonNull(images, "images");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * A sentence as the chat model reads it.
   *
   * @param sentence in English
   * @param usedTags tags that the sentence uses
   * @param leftOutTags tags that it was asked to be about and does not use
   */
  public record Described(String sentence, List<String> usedTags, List<String> leftOutTags) {}

  /**
   * Writes a sentence about an image.
   *
   * @param image the name that the resolver knows
   * @param tags the tags to write of, at most 20; null or empty for those that are recognized
   * @return the sentence
   * @throws ImageException if there is no such image or it cannot be decoded; LangChain4j tells the
   *     chat model the message
   * @throws IllegalArgumentException if there are too many tags
   */
  @Tool(
      name = "caption_image",
      value =
          "Writes one English sentence about an image. With tags, the sentence is steered to be"
              + " about them, whether the image shows them or not; leftOutTags are those that it"
              + " does not use.")
  public Described captionImage(
      @P(name = "image", value = "name of the image, exactly as it was given") String image,
      @P(
              name = "tags",
              value = "English nouns or adjectives to write of; leave out to write of what is seen",
              required = false)
          @Nullable List<String> tags) {
    if (tags != null && tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException(
          "tags: expected at most %d, found %d".formatted(MOST_TAGS, tags.size()));
    }
    Steering steering = tags == null || tags.isEmpty() ? Steering.recognized() : Steering.of(tags);
    Caption caption =
        NamedImage.use(
            images, image, source -> captioner.caption(source, steering, options).get(0));
    return new Described(caption.text(), names(caption.usedTags()), names(caption.leftOutTags()));
  }

  private static List<String> names(List<CaptionTag> tags) {
    return tags.stream().map(CaptionTag::name).toList();
  }
}
