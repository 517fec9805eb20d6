package io.github.ram4j.lines;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Function;

/**
 * Text whose lines have a bounded length, so that a file without line ends cannot fill the memory
 * of whoever reads it by lines. Not thread-safe.
 */
public final class LineLimit extends FilterReader {
  /** Room for the scores of a million tags. */
  public static final int MOST_CHARACTERS = 1 << 24;

  private final String name;
  private final Function<String, ? extends RuntimeException> refusal;
  private int characters;

  /**
   * Limits the lines of a text.
   *
   * @param text to read, closed with this
   * @param name the text in messages
   * @param refusal the exception of a message, thrown by the reading methods
   */
  public LineLimit(Reader text, String name, Function<String, ? extends RuntimeException> refusal) {
    super(text);
    this.name = name;
    this.refusal = refusal;
  }

  /**
   * Reads one character.
   *
   * @throws RuntimeException the refusal, if the line is longer than {@link #MOST_CHARACTERS}
   */
  @Override
  public int read() throws IOException {
    int found = in.read();
    if (found >= 0) {
      count((char) found);
    }
    return found;
  }

  /**
   * Reads some characters.
   *
   * @throws RuntimeException the refusal, if a line is longer than {@link #MOST_CHARACTERS}
   */
  @Override
  public int read(char[] into, int from, int length) throws IOException {
    int found = in.read(into, from, length);
    for (int i = from; i < from + found; i++) {
      count(into[i]);
    }
    return found;
  }

  private void count(char found) {
    characters = found == '\n' || found == '\r' ? 0 : characters + 1;
    if (characters > MOST_CHARACTERS) {
      throw refusal.apply(
          "%s: expected lines of at most %,d characters, found a longer one"
              .formatted(name, MOST_CHARACTERS));
    }
  }
}
