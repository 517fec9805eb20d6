package io.github.ram4j.data;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of UTF-8, strictly decoded and of limited length, so that no file fills the heap. */
final class LineReader implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean hasBegun;
  private int at;
  private int end;

  LineReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /**
   * The next line without its end.
   *
   * @return null after the last
   * @throws IllegalArgumentException if it is too long or no UTF-8
   */
  String next() throws IOException {
    if (!hasBegun) {
      hasBegun = true;
      skipMark();
    }
    if (!fill()) {
      return null;
    }
    line.reset();
    do {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      add(from);
      if (at < end) {
        at++;
        break;
      }
    } while (fill());
    return decoded();
  }

  private void skipMark() throws IOException {
    end = in.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
    at = Arrays.mismatch(buffer, 0, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length) < 0 ? end : 0;
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at < end;
  }

  private void add(int from) {
    if (at - from > maxBytes - line.size()) {
      throw new IllegalArgumentException(ExampleLine.tooLong(maxBytes));
    }
    line.write(buffer, from, at - from);
  }

  private String decoded() {
    try {
      return ExampleLine.text(line.toByteArray());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(ExampleLine.NO_TEXT, e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
