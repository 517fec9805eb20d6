package io.github.ram4j.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import io.github.ram4j.ImageException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import java.util.List;
import java.util.Objects;

/**
 * A tool by which an assistant recognizes what an image shows.
 *
 * <pre>{@code
 * AiServices.builder(Assistant.class)
 *     .chatModel(model)
 *     .tools(new RecognizerTools(recognizer, ImageResolver.inFolder(pictures)))
 *     .build();
 * }</pre>
 *
 * <p>Thread-safe. The recognizer remains the caller's to close.
 */
public final class RecognizerTools {
  private static final int MOST_TAGS = 50;

  private final Recognizer recognizer;
  private final ImageResolver images;

  /**
   * The tool over an open recognizer.
   *
   * @param recognizer recognizes; not closed
   * @param images those that the assistant may see
   */
  public RecognizerTools(Recognizer recognizer, ImageResolver images) {
    this.recognizer = Objects.requireNonNull(recognizer, "recognizer");
    this.images = Objects.requireNonNull(images, "images");
  }

  /**
   * A tag as the chat model reads it.
   *
   * @param name in English
   * @param score in [0, 1], rounded to three digits
   */
  public record ScoredTag(String name, double score) {}

  /**
   * Recognizes an image.
   *
   * @param image the name that the resolver knows
   * @return the predicted tags, the best first, at most 50; empty if there are none
   * @throws ImageException if there is no such image or it cannot be decoded; LangChain4j tells the
   *     chat model the message
   */
  @Tool(
      name = "recognize_image",
      value =
          "Recognizes what an image shows: objects, animals, scenes and the like from a fixed list"
              + " of tags, each with a score from 0 to 1. No tag means that nothing of the list was"
              + " recognized. It reads no text and knows no persons.")
  public List<ScoredTag> recognizeImage(
      @P(name = "image", value = "name of the image, exactly as it was given") String image) {
    List<TagScore> tags =
        NamedImage.use(images, image, source -> recognizer.recognize(source).tags());
    return tags.stream()
        .limit(MOST_TAGS)
        .map(found -> new ScoredTag(found.tag().english(), rounded(found.score())))
        .toList();
  }

  private static double rounded(float score) {
    return Math.round(score * 1000.0) / 1000.0;
  }
}
