package io.github.ram4j.text;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The token vocabulary of a WordPiece model in the order of ids, as {@code vocab.txt} has it: one
 * token a line.
 *
 * <p>Immutable and thread-safe.
 */
public final class WordList {
  /** The greatest length of a file that is read, in bytes; bert-base-uncased's is far shorter. */
  private static final int MAX_BYTES = 16 << 20;

  /** The greatest number of tokens; bert-base-uncased has 30,522. */
  public static final int MAX_WORDS = 1 << 20;

  private static final String BERT_BASE_UNCASED_SHA256 =
      "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3";

  /**
   * Tokens that are needed to encode text as the reference does, and those of every caption's
   * prompt.
   */
  private static final List<String> NEEDED =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "picture", "of");

  /** Tokens that get the ids after the list's last, so they cannot be in it. */
  private static final List<String> ADDED = List.of("[DEC]", "[ENC]");

  private final List<String> words;
  private final Map<String, Integer> ids;

  private WordList(List<String> words, Map<String, Integer> ids) {
    this.words = words;
    this.ids = ids;
  }

  /** The tokens of bert-base-uncased. */
  public static WordList bertBaseUncased() {
    return Published.WORDS;
  }

  /**
   * Reads a {@code vocab.txt}.
   *
   * @param in UTF-8, one word a line; read to its end, not closed
   * @param name the file's name in messages
   * @throws IOException if reading fails
   * @throws ModelException if it is no such file; the message names line and cause
   */
  public static WordList read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ModelException(
          "word list %s: expected at most %d bytes, found more".formatted(name, MAX_BYTES));
    }
    return of(lines(decoded(bytes, name), name), name);
  }

  /**
   * A vocabulary of these tokens, which are checked.
   *
   * @param words the tokens in the order of their ids
   * @param name the name, in messages, of the file that they come from
   * @throws ModelException if a word is blank, there twice, or cannot stand on a line of its own,
   *     or if a special word or one of "a picture of" is missing, or one is there too many; the
   *     message names it
   */
  public static WordList of(List<String> words, String name) {
    requireCount(words.size(), name);
    Map<String, Integer> ids = new HashMap<>(2 * words.size());
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    for (String word : words) {
      int line = ids.size() + 1;
      if (word.isBlank()) {
        throw new ModelException(
            "word list %s: expected a word in line %d, found a blank line".formatted(name, line));
      }
      if (word.indexOf('\n') >= 0 || word.indexOf('\r') >= 0 || !encoder.canEncode(word)) {
        throw new ModelException(
            "word list %s: expected text without line breaks in line %d, found something else"
                .formatted(name, line));
      }
      Integer before = ids.putIfAbsent(word, ids.size());
      if (before != null) {
        throw new ModelException(
            "word list %s: expected every word once, found %s in lines %d and %d"
                .formatted(name, quoted(word), before + 1, line));
      }
    }
    for (String added : ADDED) {
      if (ids.containsKey(added)) {
        throw new ModelException(
            "word list %s: expected no word %s, since it comes after the list's last; found it in"
                    .formatted(name, added)
                + " line "
                + (ids.get(added) + 1));
      }
    }
    for (String needed : NEEDED) {
      if (!ids.containsKey(needed)) {
        throw new ModelException(
            "word list %s: expected the word %s, found %d words without it"
                .formatted(name, needed, words.size()));
      }
    }
    return new WordList(List.copyOf(words), ids);
  }

  /** The tokens in the order of their ids. */
  public List<String> words() {
    return words;
  }

  /** The number of tokens. */
  public int size() {
    return words.size();
  }

  /** The id of a token, -1 if it is not in the list. */
  public int idOf(String word) {
    return ids.getOrDefault(word, -1);
  }

  /** The file {@code vocab.txt} of these tokens: UTF-8, each line ended by a line feed. */
  public byte[] toBytes() {
    return (String.join("\n", words) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Digest of {@link #toBytes}, 64 lower-case hexadecimal digits. */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(toBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Returns whether these are the tokens of bert-base-uncased, which published Tag2Text models
   * have.
   */
  public boolean isBertBaseUncased() {
    return sha256().equals(BERT_BASE_UNCASED_SHA256);
  }

  /** The number of tokens. */
  @Override
  public String toString() {
    return "WordList[" + words.size() + " words]";
  }

  private static CharBuffer decoded(byte[] bytes, String name) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, text, true);
    if (result.isError()) {
      throw new ModelException(
          "word list %s: expected UTF-8 text, found byte 0x%02x at offset %d"
              .formatted(name, in.get(in.position()), in.position()));
    }
    return text.flip();
  }

  /** Lines end where Python's text files end them: at a line feed, a carriage return or both. */
  private static List<String> lines(CharBuffer text, String name) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.get(i);
      if (c == '\n' || c == '\r') {
        lines.add(text.subSequence(start, i).toString());
        requireCount(lines.size(), name);
        if (c == '\r' && i + 1 < text.length() && text.get(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.subSequence(start, text.length()).toString());
    }
    return lines;
  }

  private static void requireCount(int words, String name) {
    if (words == 0 || words > MAX_WORDS) {
      throw new ModelException(
          "word list %s: expected 1 to %d words, found %s"
              .formatted(name, MAX_WORDS, words == 0 ? "none" : "more"));
    }
  }

  private static String quoted(String word) {
    int end = Math.min(word.length(), 40);
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return shown.append(end < word.length() ? "…\"" : "\"").toString();
  }

  /** Holder that reads the published tokens when they are first asked for. */
  private static final class Published {
    static final WordList WORDS = read();

    private static WordList read() {
      String name = "bert-base-uncased.txt.gz";
      try (InputStream packed = WordList.class.getResourceAsStream(name);
          InputStream in = new GZIPInputStream(packed)) {
        return WordList.read(in, name);
      } catch (IOException e) {
        throw new UncheckedIOException("tokens of bert-base-uncased", e);
      }
    }
  }
}
