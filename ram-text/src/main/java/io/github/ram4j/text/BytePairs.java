package io.github.ram4j.text;

import io.github.ram4j.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The byte-pair-encoding tokenizer of CLIP: text → token ids, as OpenAI's tokenizer gives them.
 *
 * <p>Ids 0–255 are bytes within a word, 256–511 bytes at the end of a word, then one id a merge,
 * the start-of-text token and the end-of-text token. ftfy's repair of text that was decoded by the
 * wrong encoding is left out; docs/models/tokenizer.md has the steps.
 *
 * <p>Immutable and thread-safe.
 */
public final class BytePairs {
  /** The number of merges of the published models. */
  public static final int PUBLISHED_MERGES = 48_894;

  private static final int MAX_BYTES = 16 << 20;
  private static final int BYTES = 256;
  private static final int FIRST_MERGE = 2 * BYTES;
  private static final String WORD_END = "</w>";
  private static final String START_TEXT = "<|startoftext|>";
  private static final String END_TEXT = "<|endoftext|>";

  private static final Pattern WORDS =
      Pattern.compile(
          "<\\|startoftext\\|>|<\\|endoftext\\|>|'(?:s|t|re|ve|m|ll|d)|\\p{L}+|\\p{N}"
              + "|[^\\s\\p{L}\\p{N}]+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /** Byte values in the order of their ids: the printable ones of Latin-1 first. */
  private static final int[] BYTE_ORDER =
      IntStream.concat(
              IntStream.range(0, BYTES).filter(BytePairs::isPrintable),
              IntStream.range(0, BYTES).filter(b -> !isPrintable(b)))
          .toArray();

  private final byte[] file;

  /** The id that a pair of ids is joined to; the lower, the earlier. */
  private final Map<Long, Integer> joined;

  private final int[] idOfByte;

  private BytePairs(byte[] file, Map<Long, Integer> joined) {
    this.file = file;
    this.joined = joined;
    this.idOfByte = new int[BYTES];
    for (int id = 0; id < BYTES; id++) {
      idOfByte[BYTE_ORDER[id]] = id;
    }
  }

  /** The tokenizer of the published models: 48,894 merges, 49,408 ids. Read once. */
  public static BytePairs published() {
    return Published.MERGES;
  }

  /**
   * Reads merges, as {@code merges.txt} has them: a first line that says the version, then two
   * symbols a line with a space between.
   *
   * @param in UTF-8; read to its end, not closed
   * @param name the file's name in messages
   * @throws IOException if reading fails
   * @throws ModelException if a line is no merge of symbols that earlier lines make; the message
   *     names the line
   */
  public static BytePairs read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ModelException(
          "merges %s: expected at most %d bytes, found more".formatted(name, MAX_BYTES));
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    Map<String, Integer> ids = byteIds();
    Map<Long, Integer> joined = new HashMap<>(2 * lines.size());
    for (int i = 1; i < lines.size(); i++) {
      String[] pair = lines.get(i).split(" ", -1);
      Integer left = ids.get(pair[0]);
      Integer right = pair.length == 2 ? ids.get(pair[1]) : null;
      int id = FIRST_MERGE + i - 1;
      if (left == null || right == null || ids.putIfAbsent(pair[0] + pair[1], id) != null) {
        throw new ModelException(
            ("merges %s: expected in line %d two symbols of earlier lines that make a new one,"
                    + " found something else")
                .formatted(name, i + 1));
      }
      joined.put(key(left, right), id);
    }
    return new BytePairs(bytes, joined);
  }

  /** The number of ids: 512, one a merge, start and end. */
  public int size() {
    return FIRST_MERGE + joined.size() + 2;
  }

  /** The id of the start-of-text token. */
  public int start() {
    return size() - 2;
  }

  /** The id of the end-of-text token, the highest of all. */
  public int end() {
    return size() - 1;
  }

  /** The file that was read, as {@code merges.txt} of a bundle; a copy. */
  public byte[] toBytes() {
    return file.clone();
  }

  /**
   * The ids of a text, however many: start, the text's, end. The empty text is start and end.
   *
   * @param text any text; {@code <|startoftext|>} and {@code <|endoftext|>} in it get their own ids
   */
  public int[] encode(String text) {
    IntStream.Builder ids = IntStream.builder();
    ids.add(start());
    Matcher words = WORDS.matcher(CleanText.of(text));
    while (words.find()) {
      addWord(words.group(), ids);
    }
    ids.add(end());
    return ids.build().toArray();
  }

  /**
   * The ids of a text that must fit, as prompts of RAM must.
   *
   * @param text any text
   * @param positions the greatest number of ids, start and end included: 77 for published models
   * @throws IllegalArgumentException if there are more
   */
  public int[] encodeWhole(String text, int positions) {
    int[] ids = encode(text);
    if (ids.length > positions) {
      throw new IllegalArgumentException(
          "text: expected at most %d tokens, start and end included, found %d in \"%s\""
              .formatted(positions, ids.length, text));
    }
    return ids;
  }

  /**
   * The ids of a text, cut where they are too many, as descriptions for RAM++ are; the last one is
   * the end-of-text token still.
   *
   * @param text any text
   * @param positions the greatest number of ids, start and end included, at least 2
   * @throws IllegalArgumentException if there is no room for start and end
   */
  public int[] encodeCut(String text, int positions) {
    if (positions < 2) {
      throw new IllegalArgumentException(
          "positions: expected at least 2, for start and end, found " + positions);
    }
    int[] ids = encode(text);
    if (ids.length <= positions) {
      return ids;
    }
    int[] cut = Arrays.copyOf(ids, positions);
    cut[positions - 1] = end();
    return cut;
  }

  private void addWord(String word, IntStream.Builder ids) {
    if (word.equals(START_TEXT)) {
      ids.add(start());
    } else if (word.equals(END_TEXT)) {
      ids.add(end());
    } else {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      int[] symbols = new int[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        symbols[i] = idOfByte[bytes[i] & 0xFF];
      }
      symbols[bytes.length - 1] += BYTES;
      int count = merge(symbols);
      for (int i = 0; i < count; i++) {
        ids.add(symbols[i]);
      }
    }
  }

  /** Joins pairs in place, the earliest merge first, and returns how many symbols are left. */
  private int merge(int[] symbols) {
    int count = symbols.length;
    while (true) {
      int best = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < count; i++) {
        best = Math.min(best, joined(symbols[i], symbols[i + 1]));
      }
      if (best == Integer.MAX_VALUE) {
        return count;
      }
      int kept = 0;
      for (int i = 0; i < count; i++) {
        boolean joins = i + 1 < count && joined(symbols[i], symbols[i + 1]) == best;
        symbols[kept++] = joins ? best : symbols[i];
        i += joins ? 1 : 0;
      }
      count = kept;
    }
  }

  private int joined(int left, int right) {
    return joined.getOrDefault(key(left, right), Integer.MAX_VALUE);
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  private static boolean isPrintable(int value) {
    return (value >= 0x21 && value <= 0x7E) || (value >= 0xA1 && value != 0xAD);
  }

  /** The symbols of single bytes: unprintable ones are written as U+0100 and following. */
  private static Map<String, Integer> byteIds() {
    Map<String, Integer> ids = new HashMap<>();
    int others = 0;
    for (int id = 0; id < BYTES; id++) {
      int value = BYTE_ORDER[id];
      String symbol = Character.toString(isPrintable(value) ? value : BYTES + others++);
      ids.put(symbol, id);
      ids.put(symbol + WORD_END, BYTES + id);
    }
    return ids;
  }

  /** Holder that reads the published merges when they are first asked for. */
  private static final class Published {
    static final BytePairs MERGES = read();

    private static BytePairs read() {
      try (InputStream packed = BytePairs.class.getResourceAsStream("clip-merges.txt.gz");
          InputStream in = new GZIPInputStream(packed)) {
        return BytePairs.read(new ByteArrayInputStream(in.readAllBytes()), "clip-merges.txt");
      } catch (IOException e) {
        throw new UncheckedIOException("CLIP's merges", e);
      }
    }
  }
}
