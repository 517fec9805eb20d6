package io.github.ram4j;

import io.github.ram4j.lines.LineLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The format of tag lists: tab-separated values with a line of column names. */
final class TagListFormat {
  private static final String ID = "id";
  private static final String ENGLISH = "en";
  private static final String CHINESE = "zh";
  private static final String THRESHOLD = "threshold";
  private static final String IN_CAPTIONS = "in_captions";
  private static final Set<String> COLUMNS = Set.of(ID, ENGLISH, CHINESE, THRESHOLD, IN_CAPTIONS);

  /** The authors' threshold for tags without one of their own. */
  private static final float DEFAULT_THRESHOLD = 0.68f;

  /** Most tags that are read; published lists have some thousands. */
  private static final int MAX_TAGS = 1 << 20;

  private final String name;
  private final int maxTags;
  private final List<String> columns;
  private final List<Tag> tags = new ArrayList<>();
  private final List<Float> thresholds = new ArrayList<>();
  private final Set<Integer> ids = new HashSet<>();
  private int line = 1;

  private TagListFormat(String name, String header, int maxTags) {
    this.name = name;
    this.maxTags = maxTags;
    this.columns = Arrays.asList(header.split("\t", -1));
    for (String needed : List.of(ID, ENGLISH)) {
      if (!columns.contains(needed)) {
        throw wrong("a column \"" + needed + "\"", "columns " + columns);
      }
    }
    for (String column : columns) {
      if (!COLUMNS.contains(column)) {
        throw wrong("columns out of " + COLUMNS.stream().sorted().toList(), "\"" + column + "\"");
      }
      if (columns.indexOf(column) != columns.lastIndexOf(column)) {
        throw wrong("each column once", "\"" + column + "\" twice");
      }
    }
  }

  static TagVocabulary read(Reader source, String name) throws IOException {
    return read(source, name, MAX_TAGS);
  }

  static TagVocabulary read(Reader source, String name, int maxTags) throws IOException {
    BufferedReader reader =
        new BufferedReader(new LineLimit(source, "tag list " + name, FileFormatException::new));
    String header = reader.readLine();
    if (header == null) {
      throw new FileFormatException(
          "tag list %s: expected a line of column names, found an empty file".formatted(name));
    }
    TagListFormat list = new TagListFormat(name, header.replace("\uFEFF", ""), maxTags);
    for (String row = reader.readLine(); row != null; row = reader.readLine()) {
      list.line++;
      if (!row.isBlank()) {
        list.add(row.split("\t", -1));
      }
    }
    return list.vocabulary();
  }

  private void add(String[] cells) {
    if (tags.size() == maxTags) {
      throw wrong("at most " + maxTags + " tags", "more");
    }
    if (cells.length != columns.size()) {
      throw wrong(columns.size() + " cells", cells.length + " cells");
    }
    String english = cell(cells, ENGLISH, "").strip();
    if (english.isEmpty()) {
      throw wrong("a name in column \"en\"", "a blank");
    }
    int id = integer(cell(cells, ID, ""));
    if (!ids.add(id)) {
      throw wrong("each id once", id + " again");
    }
    tags.add(
        new Tag(
            id,
            english,
            Arrays.stream(cell(cells, CHINESE, "").split("/"))
                .map(String::strip)
                .filter(alternative -> !alternative.isEmpty())
                .toList(),
            yes(cell(cells, IN_CAPTIONS, "yes"))));
    thresholds.add(threshold(cell(cells, THRESHOLD, Float.toString(DEFAULT_THRESHOLD))));
  }

  private TagVocabulary vocabulary() {
    float[] cuts = new float[thresholds.size()];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = thresholds.get(i);
    }
    try {
      return TagVocabulary.of(tags, cuts);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException("tag list " + name + ": " + e.getMessage(), e);
    }
  }

  private String cell(String[] cells, String column, String otherwise) {
    int place = columns.indexOf(column);
    return place < 0 ? otherwise : cells[place];
  }

  private int integer(String text) {
    try {
      int id = Integer.parseInt(text.strip());
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Said below, together with negative ids.
    }
    throw wrong("an id, a whole number from 0", "\"" + text + "\"");
  }

  private float threshold(String text) {
    try {
      float threshold = Float.parseFloat(text.strip());
      if (threshold >= 0 && threshold <= 1) {
        return threshold;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw wrong("a threshold from 0 to 1", "\"" + text + "\"");
  }

  private boolean yes(String text) {
    return switch (text.strip()) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw wrong("yes or no in column \"in_captions\"", "\"" + text + "\"");
    };
  }

  private FileFormatException wrong(String expected, String found) {
    return new FileFormatException(
        "tag list %s, line %d: expected %s, found %s".formatted(name, line, expected, found));
  }

  static void write(TagVocabulary vocabulary, Appendable out) throws IOException {
    out.append(String.join("\t", ID, ENGLISH, CHINESE, THRESHOLD, IN_CAPTIONS)).append('\n');
    for (int i = 0; i < vocabulary.size(); i++) {
      Tag tag = vocabulary.tag(i);
      requireOneCell(tag.id(), tag.english());
      requireOneCell(tag.id(), tag.chineseText());
      out.append(
              String.join(
                  "\t",
                  Integer.toString(tag.id()),
                  tag.english(),
                  tag.chineseText(),
                  Float.toString(vocabulary.threshold(i)),
                  tag.inCaptions() ? "yes" : "no"))
          .append('\n');
    }
  }

  private static void requireOneCell(int id, String text) {
    if (text.indexOf('\t') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "tag %d: expected a name without tabs and line ends, found \"%s\"".formatted(id, text));
    }
  }
}
