package io.github.ram4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A word list as long as bert-base-uncased's that has the words of the golden texts at their ids.
 *
 * <p>Every entry of the whole list that is a part of some golden text is in it, so that these texts
 * are split as the whole list splits them. All other lines are fillers that begin with a character
 * of the private use area, which tokenizers drop from texts.
 */
public final class GoldenWords {
  /** Words of bert-base-uncased's list. */
  public static final int SIZE = 30_522;

  private static final String FILLER = "\uE000";

  private GoldenWords() {}

  /** The words in the order of their ids. */
  public static List<String> words() throws IOException {
    List<String> words =
        IntStream.range(0, SIZE).mapToObj(id -> FILLER + id).collect(Collectors.toList());
    for (String line : Files.readAllLines(GoldenFiles.file("words/excerpt.tsv"))) {
      int tab = line.indexOf('\t');
      words.set(Integer.parseInt(line.substring(0, tab)), line.substring(tab + 1));
    }
    return words;
  }

  /** Writes the list as a {@code vocab.txt} and gives its path back. */
  public static Path write(Path file) throws IOException {
    return Files.writeString(file, String.join("\n", words()) + "\n");
  }
}
