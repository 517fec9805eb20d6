package io.github.ram4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Token vocabulary as long as bert-base-uncased's, with the words of the golden texts at their ids.
 *
 * <p>It has every entry of the whole list that is a part of some golden text, so that it splits
 * these texts as the whole list does. All other lines are fillers that begin with a character of
 * the private use area, which tokenizers drop from texts.
 */
public final class GoldenWords {
  /** Number of words of bert-base-uncased's list. */
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
