package io.github.ram4j.recipe.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of other names of the shipped models' tags, kept beside this class. */
public final class NameLists {
  private NameLists() {}

  /**
   * A word for a tag.
   *
   * @param name the word
   * @param tag the tag
   */
  public record Synonym(String name, String tag) {}

  /** Everyday words for tags, which are no tags themselves: only measured, never learned from. */
  public static List<Synonym> synonyms() {
    return rows("synonyms.tsv").stream().map(row -> new Synonym(row[0], row[1])).toList();
  }

  /**
   * Names and descriptions to learn from, by tag. None of them is one of {@link #synonyms()}.
   *
   * @return for every tag some of them, in the order of the tags
   */
  public static Map<String, List<String>> aliases() {
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    rows("aliases.tsv").forEach(row -> aliases.put(row[0], List.of(row[1].split("\\|"))));
    return aliases;
  }

  /** Rows of a table of two columns, below its header. */
  private static List<String[]> rows(String file) {
    try (InputStream in = NameLists.class.getResourceAsStream(file)) {
      List<String[]> rows = new ArrayList<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().skip(1).toList()) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 2) {
          throw new IllegalStateException(
              "%s: expected two cells a line, found \"%s\"".formatted(file, line));
        }
        rows.add(cells);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
