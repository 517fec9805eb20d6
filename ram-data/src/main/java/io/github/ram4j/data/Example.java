package io.github.ram4j.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An image, the tags that it is said to show, and sentences about it: one line of a file of
 * examples.
 *
 * <p>Immutable and thread-safe.
 *
 * @param image the path as it is written in the file, relative to the file's folder or absolute
 * @param tags names of tags, as written; none may be known, and a name may be repeated
 * @param captions sentences about the image, none or more
 * @param captionTags for each caption the tags that it names; empty where captions were not parsed
 * @param others every further field of the line: its name and its value as JSON text, in the order
 *     of the line
 */
public record Example(
    String image,
    List<String> tags,
    List<String> captions,
    List<List<String>> captionTags,
    Map<String, String> others) {

  /**
   * Checks the texts, and copies the lists.
   *
   * @throws IllegalArgumentException if the image or a tag is blank, a text has half of a surrogate
   *     pair, there are caption tags for another number of captions, or a further field is named
   *     like one of this record's
   */
  public Example {
    requireText(ExampleFields.IMAGE, image);
    tags = List.copyOf(tags);
    tags.forEach(tag -> requireText(ExampleFields.TAGS, tag));
    captions = List.copyOf(captions);
    captions.forEach(caption -> requireWholeCharacters(ExampleFields.CAPTION, caption));
    captionTags = captionTags.stream().map(List::copyOf).toList();
    captionTags.forEach(list -> list.forEach(tag -> requireText(ExampleFields.CAPTION_TAGS, tag)));
    if (!captionTags.isEmpty() && captionTags.size() != captions.size()) {
      throw new IllegalArgumentException(
          "caption_tags: expected a list for each of %d captions, found %d"
              .formatted(captions.size(), captionTags.size()));
    }
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    others.forEach(Example::requireOther);
  }

  /**
   * An image with tags and without captions.
   *
   * @param image the path as it is to be written
   * @param tags names of tags
   * @return the example
   */
  public static Example of(String image, List<String> tags) {
    return new Example(image, tags, List.of(), List.of(), Map.of());
  }

  /**
   * This example with another path.
   *
   * @param changed the path as it is to be written
   * @return a new example
   */
  public Example withImage(String changed) {
    return new Example(changed, tags, captions, captionTags, others);
  }

  /**
   * This example with other tags.
   *
   * @param changed names of tags
   * @return a new example
   */
  public Example withTags(List<String> changed) {
    return new Example(image, changed, captions, captionTags, others);
  }

  /**
   * This example with other captions, of which it is not known what tags they name.
   *
   * @param changed sentences
   * @return a new example
   */
  public Example withCaptions(List<String> changed) {
    return new Example(image, tags, changed, List.of(), others);
  }

  /**
   * This example with other tags of its captions.
   *
   * @param changed a list for each caption, or none at all
   * @return a new example
   */
  public Example withCaptionTags(List<List<String>> changed) {
    return new Example(image, tags, captions, changed, others);
  }

  /**
   * This example with a further field, in the place of one of that name if there is one.
   *
   * @param name of the field
   * @param json its value as JSON text on one line; written as it is
   * @return a new example
   */
  public Example withOther(String name, String json) {
    Map<String, String> changed = new LinkedHashMap<>(others);
    changed.put(name, json);
    return new Example(image, tags, captions, captionTags, changed);
  }

  /**
   * This example without a further field.
   *
   * @param name of a field that it may have
   * @return an example
   */
  public Example withoutOther(String name) {
    Map<String, String> changed = new LinkedHashMap<>(others);
    changed.remove(name);
    return new Example(image, tags, captions, captionTags, changed);
  }

  private static void requireText(String field, String text) {
    requireWholeCharacters(field, text);
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + ": expected a name, found a blank");
    }
  }

  /** A file in UTF-8 cannot hold half of a character. */
  private static void requireWholeCharacters(String field, String text) {
    if (text.codePoints().anyMatch(Example::isHalf)) {
      throw new IllegalArgumentException(
          field + ": expected whole characters, found half of a surrogate pair");
    }
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static void requireOther(String name, String json) {
    if (ExampleFields.ALL.contains(name)) {
      throw new IllegalArgumentException(
          "further fields: expected none of %s, found \"%s\"".formatted(ExampleFields.ALL, name));
    }
    requireWholeCharacters("name of a further field", name);
    Objects.requireNonNull(json, name);
    requireWholeCharacters(name, json);
    if (json.isBlank() || json.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "%s: expected JSON on one line, found \"%s\"".formatted(name, json));
    }
  }
}
