package io.github.ram4j.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of a line of examples as text, for programs that cut files into lines themselves. */
public final class ExampleLine {
  /** The message for bytes that are no UTF-8. */
  static final String NO_TEXT = "expected UTF-8 text, found other bytes";

  private ExampleLine() {}

  /**
   * Decodes a line.
   *
   * @param bytes UTF-8, without the line feed at the end and a byte order mark that begins its file
   * @return the text, for {@link Example#parse}; empty for a blank line, which counts for nothing
   * @throws ExampleException if it is longer than {@link ReadOptions#DEFAULT_MAX_LINE_BYTES}, or no
   *     UTF-8
   */
  public static Optional<String> decode(byte[] bytes) {
    if (bytes.length > ReadOptions.DEFAULT_MAX_LINE_BYTES) {
      throw new ExampleException(tooLong(ReadOptions.DEFAULT_MAX_LINE_BYTES));
    }
    try {
      String line = text(bytes);
      return line.isBlank() ? Optional.empty() : Optional.of(line);
    } catch (CharacterCodingException e) {
      throw new ExampleException(NO_TEXT, e);
    }
  }

  /** The message for a line above a limit. */
  static String tooLong(int maxBytes) {
    return "expected a line of at most %,d bytes, found a longer one".formatted(maxBytes);
  }

  /** The text of a line without the carriage return at its end. */
  static String text(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
