package io.github.ram4j.metadata;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a file that this library knows, whoever wrote them.
 *
 * @param file the sidecar or the image file
 * @param keywords the values of each field that there is, in the file's order
 * @param description the description in no special language
 * @param runs the automatic runs that left something, the newest last
 */
public record ImageMetadata(
    Path file,
    Map<KeywordField, List<String>> keywords,
    Optional<String> description,
    List<AutomaticRun> runs) {

  /** Copies map and list. */
  public ImageMetadata {
    keywords = Map.copyOf(keywords);
    runs = List.copyOf(runs);
  }

  /**
   * The values of a field.
   *
   * @param field of keywords
   * @return empty where the file does not have it
   */
  public List<String> keywords(KeywordField field) {
    return keywords.getOrDefault(field, List.of());
  }
}
