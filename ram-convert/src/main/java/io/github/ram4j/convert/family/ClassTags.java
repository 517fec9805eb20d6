package io.github.ram4j.convert.family;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.tensor.TensorSource;
import io.github.ram4j.lines.LineLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The tags that each class of a classifier names, read from tab-separated lines. */
final class ClassTags {
  private static final String INDEX = "index";
  private static final String TAGS = "tags";
  private static final int MOST_CLASSES = 1 << 16;

  private final Path file;
  private final TagVocabulary vocabulary;

  /** The tags of each class, as indices of the vocabulary. */
  private final List<BitSet> classes = new ArrayList<>();

  private int line = 1;

  private ClassTags(Path file, TagVocabulary vocabulary) {
    this.file = file;
    this.vocabulary = vocabulary;
  }

  /**
   * Reads a file with the columns {@code index}, the class's number from 0 on in the order of the
   * lines, and {@code tags}, English names separated by {@code ;}. Other columns are for people.
   *
   * @param vocabulary the tags, each of which some class names
   * @param expected the number of classes
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is another file; the message names file and line
   */
  static ClassTags read(Path file, TagVocabulary vocabulary, int expected) throws IOException {
    ClassTags read = new ClassTags(file, vocabulary);
    try (BufferedReader lines =
        new BufferedReader(
            new LineLimit(
                Files.newBufferedReader(file),
                "tags of classes " + file,
                FileFormatException::new))) {
      read.read(lines);
    }
    if (read.classes.size() != expected) {
      throw new FileFormatException(
          "tags of classes %s: expected the checkpoint's %d classes, found %d"
              .formatted(file, expected, read.classes.size()));
    }
    read.requireEveryTag();
    return read;
  }

  private void read(BufferedReader lines) throws IOException {
    String header = lines.readLine();
    List<String> columns = header == null ? List.of() : Arrays.asList(header.split("\t", -1));
    int index = columns.indexOf(INDEX);
    int tags = columns.indexOf(TAGS);
    if (index < 0 || tags < 0) {
      throw wrong("columns index and tags", "columns " + columns);
    }
    for (String row = lines.readLine(); row != null; row = lines.readLine()) {
      line++;
      String[] cells = row.split("\t", -1);
      if (cells.length != columns.size()) {
        throw wrong(columns.size() + " columns", String.valueOf(cells.length));
      }
      if (!cells[index].equals(String.valueOf(classes.size())) || classes.size() == MOST_CLASSES) {
        throw wrong("index " + classes.size(), "\"" + cells[index] + "\"");
      }
      classes.add(named(cells[tags]));
    }
  }

  private BitSet named(String cell) {
    BitSet named = new BitSet(vocabulary.size());
    for (String name : cell.isEmpty() ? new String[0] : cell.split(";", -1)) {
      List<Tag> found = vocabulary.find(name);
      if (found.size() != 1) {
        throw wrong(
            "names of one tag of " + vocabulary.name(),
            "\"%s\", which is the name of %d".formatted(name, found.size()));
      }
      int tag = vocabulary.indexOfId(found.get(0).id()).orElseThrow();
      if (named.get(tag)) {
        throw wrong("each tag of a class once", "\"%s\" twice".formatted(name));
      }
      named.set(tag);
    }
    return named;
  }

  /** A tag that no class names would never be recognized. */
  private void requireEveryTag() {
    BitSet all = new BitSet(vocabulary.size());
    classes.forEach(all::or);
    int missing = all.nextClearBit(0);
    if (missing < vocabulary.size()) {
      throw new FileFormatException(
          "tags of classes %s: expected a class for each tag of %s, found none for \"%s\""
              .formatted(file, vocabulary.name(), vocabulary.tag(missing).english()));
    }
  }

  /**
   * The classes that name chosen tags.
   *
   * @param tags indices of the vocabulary
   * @return 1 where a class names a tag, else 0, [classes, tags]
   */
  TensorSource of(int[] tags) {
    return out -> {
      float[] row = new float[tags.length];
      for (BitSet named : classes) {
        for (int i = 0; i < row.length; i++) {
          row[i] = named.get(tags[i]) ? 1 : 0;
        }
        out.accept(row, 0, row.length);
      }
    };
  }

  private FileFormatException wrong(String expected, String found) {
    return new FileFormatException(
        "tags of classes %s, line %d: expected %s, found %s"
            .formatted(file, line, expected, found));
  }
}
