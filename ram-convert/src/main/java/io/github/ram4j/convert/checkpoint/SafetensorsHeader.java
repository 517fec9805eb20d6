package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parses the JSON header of a safetensors file: an object of {@code "name": {"dtype": string,
 * "shape": [int…], "data_offsets": [int, int]}} and an optional {@code "__metadata__"} object of
 * strings, which is skipped. Any other JSON is refused. Not thread-safe.
 */
final class SafetensorsHeader {
  private static final String METADATA = "__metadata__";

  /** An entry as written, unchecked. */
  static final class Entry {
    final String name;
    String dtype;
    long[] shape;
    long[] offsets;

    Entry(String name) {
      this.name = name;
    }
  }

  private final MappedFile file;
  private final ByteBuffer json;

  private SafetensorsHeader(MappedFile file, ByteBuffer json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Parses a header.
   *
   * @return the tensors in file order
   * @throws ModelException if the JSON is no such header
   */
  static List<Entry> parse(MappedFile file, ByteBuffer json) {
    return new SafetensorsHeader(file, json).parse();
  }

  private List<Entry> parse() {
    List<Entry> entries = new ArrayList<>();
    expect('{');
    boolean more = !takes('}');
    while (more) {
      String name = string(true);
      expect(':');
      if (name.equals(METADATA)) {
        skipMetadata();
      } else if (entries.size() == StateDict.MAX_TENSORS) {
        throw problem("at most " + StateDict.MAX_TENSORS + " tensors");
      } else {
        entries.add(entry(name));
      }
      more = another('}');
    }
    skipSpace();
    if (json.hasRemaining()) {
      throw problem("the end");
    }
    return entries;
  }

  private void skipMetadata() {
    expect('{');
    boolean more = !takes('}');
    while (more) {
      string(false);
      expect(':');
      string(false);
      more = another('}');
    }
  }

  private Entry entry(String name) {
    Entry entry = new Entry(name);
    expect('{');
    boolean more = !takes('}');
    while (more) {
      String key = string(true);
      expect(':');
      if (key.equals("dtype") && entry.dtype == null) {
        entry.dtype = string(true);
      } else if (key.equals("shape") && entry.shape == null) {
        entry.shape = numbers();
      } else if (key.equals("data_offsets") && entry.offsets == null) {
        entry.offsets = numbers();
      } else {
        throw problem("dtype, shape and data_offsets once each, not " + Quoted.of(key));
      }
      more = another('}');
    }
    if (entry.dtype == null || entry.shape == null || entry.offsets == null) {
      throw problem("dtype, shape and data_offsets of " + Quoted.of(name));
    }
    return entry;
  }

  private long[] numbers() {
    long[] numbers = new long[TensorLayout.MAX_RANK];
    int count = 0;
    expect('[');
    boolean more = !takes(']');
    while (more) {
      if (count == TensorLayout.MAX_RANK) {
        throw problem("at most " + TensorLayout.MAX_RANK + " numbers");
      }
      numbers[count++] = number();
      more = another(']');
    }
    return Arrays.copyOf(numbers, count);
  }

  private long number() {
    skipSpace();
    int start = json.position();
    long value = 0;
    while (json.hasRemaining() && isDigit(json.get(json.position()))) {
      int digit = json.get() - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw problem("a number of 64 bits");
      }
      value = value * 10 + digit;
    }
    int digits = json.position() - start;
    if (digits == 0 || (digits > 1 && json.get(start) == '0')) {
      throw problem("a whole number of 0 or more");
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * Reads a string.
   *
   * @param keep true to return the string; false to check it only and return ""
   */
  private String string(boolean keep) {
    expect('"');
    ByteArrayOutputStream text = new ByteArrayOutputStream(keep ? 64 : 0);
    while (true) {
      int c = next("the end of a string");
      if (c == '"') {
        return decode(text.toByteArray());
      }
      if (c < ' ') {
        throw problem("a string without control characters");
      }
      if (c == '\\') {
        escape(text, keep);
      } else if (keep) {
        text.write(c);
      }
      if (text.size() > StateDict.MAX_NAME) {
        throw problem("names of at most " + StateDict.MAX_NAME + " bytes");
      }
    }
  }

  private void escape(ByteArrayOutputStream text, boolean keep) {
    int c = next("an escape");
    String plain =
        switch (c) {
          case '"', '\\', '/' -> String.valueOf((char) c);
          case 'b' -> "\b";
          case 'f' -> "\f";
          case 'n' -> "\n";
          case 'r' -> "\r";
          case 't' -> "\t";
          case 'u' -> unicode();
          default -> throw problem("an escape of JSON");
        };
    if (keep) {
      text.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Reads four hexadecimal digits, and four more for the second half of a surrogate pair. */
  private String unicode() {
    char first = hex4();
    if (!Character.isSurrogate(first)) {
      return String.valueOf(first);
    }
    boolean follows = next("half of a pair") == '\\' && next("half of a pair") == 'u';
    char second = follows ? hex4() : 0;
    if (!Character.isSurrogatePair(first, second)) {
      throw problem("both halves of a pair of UTF-16");
    }
    return new String(new char[] {first, second});
  }

  private char hex4() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int c = next("four hexadecimal digits");
      int digit = c < 0x80 ? Character.digit((char) c, 16) : -1;
      if (digit < 0) {
        throw problem("four hexadecimal digits");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private String decode(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw file.problem("damaged safetensors header: a name is not UTF-8", e);
    }
  }

  /** Returns true at a comma, false at the end of an object or array. */
  private boolean another(char end) {
    skipSpace();
    int c = next("',' or '" + end + "'");
    if (c != ',' && c != end) {
      json.position(json.position() - 1);
      throw problem("',' or '" + end + "'");
    }
    return c == ',';
  }

  private boolean takes(char c) {
    skipSpace();
    if (json.hasRemaining() && json.get(json.position()) == c) {
      json.get();
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!takes(c)) {
      throw problem("'" + c + "'");
    }
  }

  private int next(String expected) {
    if (!json.hasRemaining()) {
      throw problem(expected);
    }
    return json.get() & 0xff;
  }

  private void skipSpace() {
    while (json.hasRemaining()) {
      byte c = json.get(json.position());
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return;
      }
      json.get();
    }
  }

  private ModelException problem(String expected) {
    return file.problem(
        "damaged safetensors header: expected " + expected + " at byte " + json.position());
  }
}
