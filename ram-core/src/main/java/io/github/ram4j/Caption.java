package io.github.ram4j;

import java.util.List;
import java.util.Objects;

/**
 * A sentence about a picture and the tags that it was written from.
 *
 * @param text the sentence, English, without the prompt
 * @param tags what the sentence was steered by, recognized or given, in the order used
 */
public record Caption(String text, List<String> tags) {

  /** Checks the text and copies the tags. */
  public Caption {
    Objects.requireNonNull(text, "text");
    tags = List.copyOf(tags);
  }
}
