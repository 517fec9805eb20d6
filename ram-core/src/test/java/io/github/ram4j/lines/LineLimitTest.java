package io.github.ram4j.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.TagVocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class LineLimitTest {
  /** The same character as often as it is asked for, and never an end, as {@code /dev/zero}. */
  private static final class Endless extends Reader {
    @Override
    public int read(char[] into, int from, int length) {
      for (int i = from; i < from + length; i++) {
        into[i] = 'x';
      }
      return length;
    }

    @Override
    public void close() {}
  }

  @Test
  void linesUpToTheLimitAreReadHoweverMany() throws IOException {
    String line = "x".repeat(LineLimit.MOST_CHARACTERS);
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      try (BufferedReader lines =
          new BufferedReader(
              new LineLimit(
                  new StringReader(line + end + line), "text", FileFormatException::new))) {
        assertEquals(line.length(), lines.readLine().length());
        assertEquals(line.length(), lines.readLine().length());
      }
    }
  }

  @Test
  void aLineWithoutAnEndIsRefused() {
    Reader text = new LineLimit(new Endless(), "truth a.txt", FileFormatException::new);
    assertEquals(
        "truth a.txt: expected lines of at most 16,777,216 characters, found a longer one",
        assertThrows(FileFormatException.class, () -> new BufferedReader(text).readLine())
            .getMessage());
    assertThrows(
        FileFormatException.class,
        () -> {
          try (Reader single = new LineLimit(new Endless(), "text", FileFormatException::new)) {
            while (single.read() >= 0) {
              assertEquals('x', single.read());
            }
          }
        });
  }

  @Test
  void aTagListOfOneLineWithoutAnEndIsRefusedByName() {
    String message =
        assertThrows(FileFormatException.class, () -> TagVocabulary.read(new Endless(), "tags.tsv"))
            .getMessage();
    assertEquals(
        "tag list tags.tsv: expected lines of at most 16,777,216 characters, found a longer one",
        message);
  }
}
