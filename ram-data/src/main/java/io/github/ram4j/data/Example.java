package io.github.ram4j.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Training example: an image, its given tags and its captions; one line of a file of examples.
 *
 * <p>Immutable and thread-safe: {@link #of} and the {@code with…} methods make it.
 */
public final class Example {
  private final ImageField image;
  private final List<String> tags;
  private final List<String> captions;
  private final List<List<String>> captionTags;
  private final Map<String, String> others;

  Example(
      ImageField image,
      List<String> tags,
      List<String> captions,
      List<List<String>> captionTags,
      Map<String, String> others) {
    requireText(image.key(), image.path());
    this.image = image;
    this.tags = List.copyOf(tags);
    this.captions = List.copyOf(captions);
    this.captionTags = captionTags.stream().map(List::copyOf).toList();
    this.others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    this.tags.forEach(tag -> requireText(ExampleFields.TAGS, tag));
    this.captions.forEach(caption -> requireWholeCharacters(ExampleFields.CAPTION, caption));
    this.captionTags.forEach(
        list -> list.forEach(tag -> requireText(ExampleFields.CAPTION_TAGS, tag)));
    if (!captionTags.isEmpty() && captionTags.size() != captions.size()) {
      throw new IllegalArgumentException(
          "caption_tags: expected a list for each of %d captions, found %d"
              .formatted(captions.size(), captionTags.size()));
    }
    this.others.forEach(Example::requireOther);
  }

  /**
   * An image with tags and without captions.
   *
   * @param image the path as it is to be written, relative to the file's folder or absolute
   * @param tags names of tags; they need not be in a vocabulary, and may be repeated
   * @return the example
   * @throws IllegalArgumentException if the image or a tag is blank, or has an unpaired surrogate
   */
  public static Example of(String image, List<String> tags) {
    ImageField field = new ImageField(ExampleFields.IMAGE, image);
    return new Example(field, tags, List.of(), List.of(), Map.of());
  }

  /**
   * Reads a line, as {@link ExampleReader} reads those of a file.
   *
   * @param line one JSON object
   * @return the example
   * @throws ExampleException if it is no example; the message has field, expected and found
   */
  public static Example parse(String line) {
    try {
      return ExampleFormat.read(line);
    } catch (IllegalArgumentException e) {
      throw new ExampleException(e.getMessage(), e);
    }
  }

  /**
   * The line of this example, as {@link ExampleWriter} writes it.
   *
   * @return a JSON object without an end of line
   */
  public String toLine() {
    return ExampleFormat.write(this);
  }

  /**
   * This example with another path.
   *
   * @param changed the path as it is to be written
   * @return a new example
   * @throws IllegalArgumentException if it is blank, or has an unpaired surrogate
   */
  public Example withImage(String changed) {
    ImageField field = new ImageField(image.key(), changed);
    return new Example(field, tags, captions, captionTags, others);
  }

  /**
   * This example with other tags.
   *
   * @param changed names of tags
   * @return a new example
   * @throws IllegalArgumentException if a tag is blank, or has an unpaired surrogate
   */
  public Example withTags(List<String> changed) {
    return new Example(image, changed, captions, captionTags, others);
  }

  /**
   * This example with other captions, whose tags are not parsed yet.
   *
   * @param changed sentences
   * @return a new example
   * @throws IllegalArgumentException if a caption has an unpaired surrogate
   */
  public Example withCaptions(List<String> changed) {
    return new Example(image, tags, changed, List.of(), others);
  }

  /**
   * This example with other tags of its captions.
   *
   * @param changed a list for each caption, or none at all
   * @return a new example
   * @throws IllegalArgumentException if there are lists for another number of captions, or a tag is
   *     blank
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
   * @throws IllegalArgumentException if an example has a field of that name, or the text is blank
   *     or of several lines
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

  /**
   * The image.
   *
   * @return the path as it is written in the file, relative to the file's folder or absolute
   */
  public String image() {
    return image.path();
  }

  /** The key of the image's path in its line. */
  String imageKey() {
    return image.key();
  }

  /**
   * The names of tags, as written.
   *
   * @return names that need not be in a vocabulary, and may be repeated; unmodifiable
   */
  public List<String> tags() {
    return tags;
  }

  /**
   * The sentences about the image.
   *
   * @return none or more; unmodifiable
   */
  public List<String> captions() {
    return captions;
  }

  /**
   * The tags that each caption names.
   *
   * @return a list for each caption; empty where captions were not parsed; unmodifiable
   */
  public List<List<String>> captionTags() {
    return captionTags;
  }

  /**
   * The further fields of the line.
   *
   * @return their values as JSON text by name, in the order of the line; unmodifiable
   */
  public Map<String, String> others() {
    return others;
  }

  /**
   * Returns whether image, tags, captions and further fields are the same, whatever the image's
   * key.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Example example
        && image.path().equals(example.image.path())
        && tags.equals(example.tags)
        && captions.equals(example.captions)
        && captionTags.equals(example.captionTags)
        && others.equals(example.others);
  }

  @Override
  public int hashCode() {
    return Objects.hash(image.path(), tags, captions, captionTags, others);
  }

  /** All fields as text, for people. */
  @Override
  public String toString() {
    return "Example[image=%s, tags=%s, captions=%s, captionTags=%s, others=%s]"
        .formatted(image.path(), tags, captions, captionTags, others);
  }

  private static void requireText(String field, String text) {
    requireWholeCharacters(field, text);
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + ": expected a name, found a blank");
    }
  }

  /** Refuses an unpaired surrogate, which UTF-8 cannot encode. */
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
