package io.github.ram4j.lines;

import io.github.ram4j.FileFormatException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A reader of text that bounds the length of lines, so that a file without line ends cannot fill
 * the memory of a program that reads by lines. Not thread-safe.
 */
public final class LineLimit extends FilterReader {
  /** Room for the scores of a million tags. */
  public static final int MOST_CHARACTERS = 1 << 24;

  private final String name;
  private int characters;

  /**
   * Limits the lines of a text.
   *
   * @param text the text to read, closed with this
   * @param name the text's name in messages
   */
  public LineLimit(Reader text, String name) {
    super(text);
    this.name = name;
  }

  /**
   * Reads one character.
   *
   * @throws FileFormatException if the line is longer than {@link #MOST_CHARACTERS}
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
   * @throws FileFormatException if a line is longer than {@link #MOST_CHARACTERS}
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
      throw new FileFormatException(
          "%s: expected lines of at most %,d characters, found a longer one"
              .formatted(name, MOST_CHARACTERS));
    }
  }
}
