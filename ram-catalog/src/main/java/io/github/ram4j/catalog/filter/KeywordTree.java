package io.github.ram4j.catalog.filter;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.lines.InputFile;
import io.github.ram4j.lines.LineLimit;
import io.github.ram4j.vocabulary.Keyword;
import io.github.ram4j.vocabulary.KeywordList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A user's keywords in their hierarchy, read from what photo programs keep.
 *
 * <ul>
 *   <li>Lightroom's exported list, as {@link KeywordList} reads it: tabs are levels.
 *   <li>Paths, a keyword a line, levels joined by "/" as in digiKam's {@code TagsList} or by "|" as
 *       in {@code lr:hierarchicalSubject}. Levels above a keyword are keywords, too.
 *   <li>digiKam's database {@code digikam4.db}, which is read and never written.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class KeywordTree {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_KEYWORDS = 1 << 20;
  private static final int MOST_LEVELS = 100;

  private final String source;
  private final List<Keyword> keywords;

  private KeywordTree(String source, List<Keyword> keywords) {
    this.source = source;
    this.keywords = List.copyOf(keywords);
  }

  /**
   * Reads keywords. The form is seen from the content: a database by its first bytes; a list of
   * Lightroom by a line that begins with a tab, a bracket or a brace; paths by "/" or "|" in a
   * line; any other text is a list without levels.
   *
   * @param file one of the forms; text in UTF-8, or as {@link KeywordList#read} takes it
   * @return the keywords, at least one
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is none of the forms; the message has file and line
   */
  public static KeywordTree read(Path file) throws IOException {
    if (isDatabase(file)) {
      return new KeywordTree("keywords " + file, DigikamTags.read(file));
    }
    String separator = separator(file);
    return separator.isEmpty()
        ? new KeywordTree("keyword list " + file, KeywordList.read(file).keywords())
        : new KeywordTree("keywords " + file, paths(file, separator));
  }

  private static boolean isDatabase(Path file) throws IOException {
    try (InputStream in = InputFile.stream(file)) {
      return java.util.Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    }
  }

  /** The separator of paths; empty where the file is a list of Lightroom, or looks like none. */
  private static String separator(Path file) throws IOException {
    boolean slash = false;
    boolean bar = false;
    try (BufferedReader reader = reader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("\t") || line.startsWith("[") || line.startsWith("{")) {
          return "";
        }
        slash |= line.indexOf('/') >= 0;
        bar |= line.indexOf('|') >= 0;
      }
    } catch (CharacterCodingException e) {
      return ""; // UTF-16, which lists of Lightroom may be
    }
    return bar ? "|" : slash ? "/" : "";
  }

  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new LineLimit(InputFile.reader(file), "keywords " + file, FileFormatException::new));
  }

  private static List<Keyword> paths(Path file, String separator) throws IOException {
    Map<List<String>, Keyword> byPath = new LinkedHashMap<>();
    int number = 0;
    try (BufferedReader reader = reader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = number == 1 ? line.replace("\uFEFF", "") : line;
        if (!text.isBlank()) {
          addLevels(byPath, levels(file, number, text, separator));
        }
        if (byPath.size() > MOST_KEYWORDS) {
          throw new FileFormatException(
              "keywords %s: expected at most %,d keywords, found more"
                  .formatted(file, MOST_KEYWORDS));
        }
      }
    }
    return List.copyOf(byPath.values());
  }

  private static List<String> levels(Path file, int number, String line, String separator) {
    List<String> levels = new ArrayList<>();
    for (String level : line.strip().split(java.util.regex.Pattern.quote(separator), -1)) {
      if (level.isBlank()) {
        throw new FileFormatException(
            "keywords %s, line %d: expected a name at each level, found a blank in \"%s\""
                .formatted(file, number, line.strip()));
      }
      levels.add(level.strip());
    }
    if (levels.size() > MOST_LEVELS) {
      throw new FileFormatException(
          "keywords %s, line %d: expected at most %d levels, found %d"
              .formatted(file, number, MOST_LEVELS, levels.size()));
    }
    return levels;
  }

  private static void addLevels(Map<List<String>, Keyword> byPath, List<String> levels) {
    for (int depth = 1; depth <= levels.size(); depth++) {
      List<String> path = List.copyOf(levels.subList(0, depth));
      byPath.computeIfAbsent(
          path,
          all ->
              new Keyword(
                  all.get(all.size() - 1), all.subList(0, all.size() - 1), List.of(), true));
    }
  }

  /**
   * The keywords that images get.
   *
   * @return in the order of the file, unmodifiable; without categories, which only file others
   */
  public List<Keyword> exported() {
    return keywords.stream().filter(Keyword::exported).toList();
  }

  /** The file, for messages. */
  String source() {
    return source;
  }

  /** The number of keywords. */
  @Override
  public String toString() {
    return "KeywordTree[%d keywords]".formatted(keywords.size());
  }
}
