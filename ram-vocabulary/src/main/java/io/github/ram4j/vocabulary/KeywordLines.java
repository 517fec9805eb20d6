package io.github.ram4j.vocabulary;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.lines.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reader of the lines of a keyword list. */
final class KeywordLines {
  private static final int MOST_BYTES = 1 << 26;
  private static final int MOST_KEYWORDS = 1 << 20;
  private static final int MOST_LEVELS = 100;

  private final String source;
  private final List<Entry> entries = new ArrayList<>();

  /** The keywords from the top to the latest line. */
  private final List<Entry> open = new ArrayList<>();

  private int line;

  /** A keyword whose synonyms may follow. */
  private record Entry(String name, List<String> path, List<String> synonyms, boolean exported) {
    Keyword keyword() {
      return new Keyword(name, path, synonyms, exported);
    }
  }

  private KeywordLines(String source) {
    this.source = source;
  }

  static KeywordList read(Path file) throws IOException {
    KeywordLines lines = new KeywordLines("keyword list " + file);
    for (String line : lines.text(file).split("\r\n|\n|\r", -1)) {
      lines.add(line);
    }
    if (lines.entries.isEmpty()) {
      throw new FileFormatException(lines.source + ": expected a keyword a line, found none");
    }
    return new KeywordList(lines.source, lines.entries.stream().map(Entry::keyword).toList());
  }

  private String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = InputFile.stream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new FileFormatException(
          "%s: expected at most %,d bytes, found more".formatted(source, MOST_BYTES));
    }
    Charset charset = charset(bytes);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
      }
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "%s: expected %s text, found other bytes".formatted(source, charset), e);
    }
    throw new FileFormatException(
        source + ": expected UTF-8 text, or UTF-16 with a byte order mark, found zeros");
  }

  private static Charset charset(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    return switch (first) {
      case 0xfeff -> StandardCharsets.UTF_16BE;
      case 0xfffe -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }

  private void add(String text) {
    line++;
    if (text.isBlank()) {
      return;
    }
    int level = 0;
    while (text.charAt(level) == '\t') {
      level++;
    }
    if (Character.isWhitespace(text.charAt(level))) {
      throw wrong("a keyword after tabs", "other white space");
    }
    if (level > Math.min(open.size(), MOST_LEVELS)) {
      throw wrong(
          "at most %d tabs, a level below the keyword above"
              .formatted(Math.min(open.size(), MOST_LEVELS)),
          String.valueOf(level));
    }
    String name = text.strip();
    if (isBetween(name, '{', '}')) {
      synonym(inner(name), level);
    } else {
      boolean category = isBetween(name, '[', ']');
      keyword(category ? inner(name) : name, level, !category);
    }
  }

  private static boolean isBetween(String text, char first, char last) {
    return text.length() > 1 && text.charAt(0) == first && text.charAt(text.length() - 1) == last;
  }

  private String inner(String text) {
    String name = text.substring(1, text.length() - 1).strip();
    if (name.isEmpty()) {
      throw wrong("a name between brackets", "none");
    }
    return name;
  }

  private void synonym(String name, int level) {
    if (level == 0) {
      throw wrong("a synonym a level below its keyword", "{" + name + "} at the top");
    }
    open.get(level - 1).synonyms().add(name);
    open.subList(level, open.size()).clear();
  }

  private void keyword(String name, int level, boolean exported) {
    if (name.indexOf('|') >= 0) {
      throw wrong("a keyword without |, which joins the levels of a path", "\"" + name + "\"");
    }
    if (entries.size() == MOST_KEYWORDS) {
      throw wrong("at most " + MOST_KEYWORDS + " keywords", "more");
    }
    open.subList(level, open.size()).clear();
    Entry entry =
        new Entry(name, open.stream().map(Entry::name).toList(), new ArrayList<>(), exported);
    entries.add(entry);
    open.add(entry);
  }

  private FileFormatException wrong(String expected, String found) {
    return new FileFormatException(
        "%s, line %d: expected %s, found %s".formatted(source, line, expected, found));
  }
}
