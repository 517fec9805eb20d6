package io.github.ram4j.vocabulary;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of keywords in a hierarchy, as Adobe Lightroom exports it.
 *
 * <p>Text of a keyword a line; each tab before it is a level. A keyword in square brackets is a
 * category: it files those below it, and images do not get it. A line in braces is a synonym of the
 * keyword above it, and stands a level deeper.
 *
 * <pre>
 * [Nature]
 *     Animals
 *         red panda
 *             {lesser panda}
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class KeywordList {
  private static final int MOST_NAMED = 10;

  private final String source;
  private final List<Keyword> keywords;

  KeywordList(String source, List<Keyword> keywords) {
    this.source = source;
    this.keywords = List.copyOf(keywords);
  }

  /**
   * Reads a list.
   *
   * @param file UTF-8, or UTF-16 with a byte order mark; at most 64 MiB
   * @return the list
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is no such list; the message has file and line
   */
  public static KeywordList read(Path file) throws IOException {
    return KeywordLines.read(file);
  }

  /**
   * All keywords, categories too.
   *
   * @return in the order of the file; unmodifiable, at least one
   */
  public List<Keyword> keywords() {
    return keywords;
  }

  /**
   * The keywords that images get.
   *
   * @return {@link #keywords()} without the categories; a new list
   */
  public List<Keyword> exported() {
    return keywords.stream().filter(Keyword::exported).toList();
  }

  /**
   * The names of the keywords that images get, to be embedded. An orange among fruits and an orange
   * among colours cannot both be tags: a model would give them one score.
   *
   * @return in the order of the file, each once; at least one
   * @throws FileFormatException if a name occurs twice, upper and lower case alike, or all are
   *     categories; the message has up to ten such names with their places
   */
  public List<String> names() {
    Map<String, List<Keyword>> byName = new LinkedHashMap<>();
    for (Keyword keyword : exported()) {
      byName
          .computeIfAbsent(DistinctNames.key(keyword.name()), key -> new ArrayList<>())
          .add(keyword);
    }
    if (byName.isEmpty()) {
      throw new FileFormatException(source + ": expected keywords, found categories alone");
    }
    List<String> twice =
        byName.values().stream()
            .filter(places -> places.size() > 1)
            .map(
                places -> String.join(" and ", places.stream().map(Keyword::hierarchical).toList()))
            .toList();
    if (!twice.isEmpty()) {
      throw new FileFormatException(
          "%s: expected each name of a tag once, found %d at several places: %s%s; square brackets make a keyword a category"
              .formatted(
                  source,
                  twice.size(),
                  String.join(", ", twice.subList(0, Math.min(MOST_NAMED, twice.size()))),
                  twice.size() > MOST_NAMED ? ", …" : ""));
    }
    return exported().stream().map(Keyword::name).toList();
  }

  /**
   * Gives tags the paths and synonyms of the keywords of their names. Other tags stay as they are.
   *
   * @param tags of the names of {@link #names()}, or others
   * @return a vocabulary of the same tags
   * @throws FileFormatException as {@link #names()}
   */
  public OpenVocabulary label(OpenVocabulary tags) {
    Map<String, Keyword> byName = new HashMap<>();
    names();
    exported().forEach(keyword -> byName.put(DistinctNames.key(keyword.name()), keyword));
    List<OpenTag> labelled =
        tags.tags().stream()
            .map(tag -> label(tag, byName.get(DistinctNames.key(tag.name()))))
            .toList();
    OpenVocabulary vocabulary = OpenVocabulary.of(labelled);
    if (tags.textEncoder().isPresent()) {
      vocabulary = vocabulary.withTextEncoder(tags.textEncoder().get());
    }
    return tags.imageEncoder().isPresent()
        ? vocabulary.withImageEncoder(tags.imageEncoder().get())
        : vocabulary;
  }

  private static OpenTag label(OpenTag tag, @Nullable Keyword keyword) {
    return keyword == null ? tag : tag.withPath(keyword.path()).withSynonyms(keyword.synonyms());
  }

  /** The number of keywords. */
  @Override
  public String toString() {
    return "KeywordList[%d keywords]".formatted(keywords.size());
  }
}
