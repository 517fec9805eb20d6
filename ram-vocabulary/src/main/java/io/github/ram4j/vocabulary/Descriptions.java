package io.github.ram4j.vocabulary;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.OpenVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Descriptions of new tags: sentences in English about how each looks. {@link
 * OpenVocabulary#ofDescriptions} embeds them.
 *
 * <p>The file is the authors' JSON: a list with an object for each tag, whose one key is the tag's
 * name and whose value is the list of its sentences.
 *
 * <pre>{@code
 * [
 *   {"espresso machine": ["a photo of a espresso machine.", "A metal box with …"]},
 *   {"red panda": ["a photo of a red panda.", "A small mammal with …"]}
 * ]
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Descriptions {
  private final Map<String, List<String>> byName;

  private Descriptions(Map<String, List<String>> byName) {
    this.byName = byName;
  }

  /**
   * Descriptions of the caller.
   *
   * @param byName for each name its sentences, at least one; names differ by more than upper and
   *     lower case; copied
   * @return the descriptions, in the map's order
   * @throws IllegalArgumentException if there are none, a name or sentence is blank, a name has no
   *     sentence, or two names are alike
   */
  public static Descriptions of(Map<String, List<String>> byName) {
    if (byName.isEmpty()) {
      throw new IllegalArgumentException("descriptions: expected at least one tag, found none");
    }
    DistinctNames names = new DistinctNames();
    Map<String, List<String>> copy = new LinkedHashMap<>();
    byName.forEach(
        (name, sentences) -> {
          requireText(name, "name of tag %d".formatted(copy.size() + 1));
          names
              .add(name, copy.size() + 1)
              .ifPresent(
                  earlier -> {
                    throw new IllegalArgumentException(
                        "descriptions: expected each name once, found \"%s\" as tag %d and %d"
                            .formatted(name, earlier, copy.size() + 1));
                  });
          if (sentences.isEmpty()) {
            throw new IllegalArgumentException(
                "descriptions of \"%s\": expected at least one sentence, found none"
                    .formatted(name));
          }
          sentences.forEach(sentence -> requireText(sentence, "sentence of \"" + name + "\""));
          copy.put(name, List.copyOf(sentences));
        });
    return new Descriptions(Collections.unmodifiableMap(copy));
  }

  private static void requireText(String text, String what) {
    String fault = DescriptionsJson.fault(text);
    if (fault != null) {
      throw new IllegalArgumentException("%s: expected a text, found %s".formatted(what, fault));
    }
  }

  /**
   * Reads the authors' format.
   *
   * @param file JSON in UTF-8, of at most 256 MiB
   * @return the descriptions, in the order of the list
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is not in the format: an object has several names, a name
   *     occurs twice or is blank, or a tag has no sentences; the message has the file, the line and
   *     the number of the object, of a name that occurs twice both
   */
  public static Descriptions read(Path file) throws IOException {
    return new Descriptions(Collections.unmodifiableMap(DescriptionsJson.read(file)));
  }

  /**
   * Writes the authors' format, a sentence a line. The file appears whole or not at all, and
   * replaces an older one.
   *
   * @param file the output
   * @throws IOException if writing fails
   */
  public void write(Path file) throws IOException {
    DescriptionsJson.write(byName, file);
  }

  /**
   * The sentences of each tag.
   *
   * @return by name, in the order of the list; unmodifiable, at least one tag, each with at least
   *     one sentence
   */
  public Map<String, List<String>> byName() {
    return byName;
  }

  /** The number of tags. */
  @Override
  public String toString() {
    return "Descriptions[%d tags]".formatted(byName.size());
  }
}
