package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.lines.InputFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Selection of tags on a command line: names in either language or ids of the list, separated by
 * commas, or a file with one of them a line, whose lines that begin with # are comments.
 */
public final class TagSelection implements UnaryOperator<TagVocabulary> {
  private final List<String> entries;

  private TagSelection(List<String> entries) {
    this.entries = entries;
  }

  /** Reads a selection; null selects all tags. */
  static UnaryOperator<TagVocabulary> of(String text) throws IOException {
    if (text == null) {
      return UnaryOperator.identity();
    }
    List<String> entries = entries(text);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("--tags: expected at least one tag, found none");
    }
    return new TagSelection(entries);
  }

  /**
   * The names and ids of a selection.
   *
   * @param text as on a command line, or null
   * @return in the order given; none for null
   * @throws IOException if it names a file that cannot be read
   */
  public static List<String> entriesOf(String text) throws IOException {
    return text == null ? List.of() : entries(text);
  }

  private static List<String> entries(String text) throws IOException {
    Path file = fileOf(text);
    if (file == null) {
      return clean(Arrays.stream(text.split(",", -1)));
    }
    try {
      String lines = InputFile.text(file).replace("\uFEFF", "");
      return clean(lines.lines().filter(line -> !line.stripLeading().startsWith("#")));
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "list of tags %s: expected UTF-8 text, found other bytes".formatted(file), e);
    }
  }

  /** Returns whether a selection is a file. */
  static boolean isFile(String text) {
    return fileOf(text) != null;
  }

  private static Path fileOf(String text) {
    return file(text.startsWith("@") ? text.substring(1) : text);
  }

  /**
   * The file of a name, or null if there is none or can be none: in the C locale, none in Chinese.
   */
  private static Path file(String name) {
    try {
      Path file = Path.of(name);
      return Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static List<String> clean(Stream<String> entries) {
    return entries.map(String::strip).filter(entry -> !entry.isEmpty()).toList();
  }

  @Override
  public TagVocabulary apply(TagVocabulary all) {
    LinkedHashSet<Integer> ids = new LinkedHashSet<>();
    for (String entry : entries) {
      if (all.find(entry).isEmpty() && entry.matches("\\d{1,9}")) {
        ids.add(Integer.valueOf(entry));
      } else {
        all.require(entry).forEach(tag -> ids.add(tag.id()));
      }
    }
    return all.subsetOfIds(ids);
  }
}
