package io.github.ram4j.catalog.filter;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names of one thing: tags to be merged under one of their names.
 *
 * <p>Immutable and thread-safe.
 */
public final class TagSynonyms {
  private static final String NAME = "name";
  private static final String SYNONYM = "synonym";
  private static final TagSynonyms NONE = new TagSynonyms(Map.of());

  /** From the key of a synonym to the name that it is shown by. */
  private final Map<String, String> names;

  private TagSynonyms(Map<String, String> names) {
    this.names = Map.copyOf(names);
  }

  /**
   * No synonyms.
   *
   * @return the same at each call
   */
  public static TagSynonyms none() {
    return NONE;
  }

  /**
   * The synonyms within RAM's list that ship.
   *
   * @return the same at each call
   */
  public static TagSynonyms shipped() {
    return Shipped.SYNONYMS;
  }

  /**
   * Reads synonyms of one's own.
   *
   * @param file UTF-8, tab-separated, the first line {@code name} and {@code synonym}: the name to
   *     be shown and another of the same thing, a line for each pair; names of tags in either
   *     language, or, to rename a tag, a word of one's own before its name
   * @return the synonyms
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is no such file, a synonym is shown by two names, or a name
   *     is itself a synonym of another; the message has file and line
   */
  public static TagSynonyms read(Path file) throws IOException {
    List<TagFile.Line> lines = TagFile.read("synonyms", file, List.of(NAME, SYNONYM));
    if (lines.isEmpty()) {
      throw new FileFormatException("synonyms " + file + ": expected a pair a line, found none");
    }
    return of("synonyms " + file, lines);
  }

  private static TagSynonyms of(String source, List<TagFile.Line> lines) {
    Map<String, String> names = new LinkedHashMap<>();
    for (TagFile.Line line : lines) {
      String name = line.cell(NAME);
      String synonym = line.cell(SYNONYM);
      String before = names.putIfAbsent(key(synonym), name);
      if (before != null && !key(before).equals(key(name))) {
        throw new FileFormatException(
            "%s, line %d: expected one name for \"%s\", found \"%s\" and \"%s\""
                .formatted(source, line.number(), synonym, before, name));
      }
    }
    for (TagFile.Line line : lines) {
      String further = names.get(key(line.cell(NAME)));
      if (further != null && !key(further).equals(key(line.cell(NAME)))) {
        throw new FileFormatException(
            "%s, line %d: expected a name that is shown, found \"%s\", a synonym of \"%s\""
                .formatted(source, line.number(), line.cell(NAME), further));
      }
    }
    return new TagSynonyms(names);
  }

  /**
   * The name that a tag is shown by.
   *
   * @param name of a tag, in either language
   * @return the name before it in the file, or the name itself
   */
  public String shown(String name) {
    return names.getOrDefault(key(name), name);
  }

  static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** The file of ram-core's jar. */
  private static final class Shipped {
    private static final TagSynonyms SYNONYMS =
        of("ram-synonyms.tsv", TagFile.shipped("ram-synonyms.tsv", List.of(NAME, SYNONYM)));
  }

  /** The number of synonyms. */
  @Override
  public String toString() {
    return "TagSynonyms[%d]".formatted(names.size());
  }
}
