package io.github.ram4j.text;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.tribuo.util.tokens.impl.wordpiece.Wordpiece;
import org.tribuo.util.tokens.impl.wordpiece.WordpieceBasicTokenizer;
import org.tribuo.util.tokens.impl.wordpiece.WordpieceTokenizer;

/**
 * The tokenizer of Tag2Text, from text to ids and back: WordPiece on lower-case text, with the
 * tokens [DEC] and [ENC] after the vocabulary's last.
 *
 * <p>Immutable and thread-safe.
 *
 * @implNote follows BertTokenizer of transformers 4.25.1 and init_tokenizer of ram/models/utils.py.
 *     Words are split by Tribuo, which has no ids, no special tokens and no way back; those are
 *     here, and {@link UncasedText} prepares the text for it.
 */
public final class WordPieces {
  private static final String UNKNOWN = "[UNK]";
  private static final String SEPARATOR = " | ";

  /** The special tokens, wherever they stand in a text and only in capitals. */
  private static final Pattern SPECIAL = Pattern.compile("\\[(?:PAD|UNK|CLS|SEP|MASK|DEC|ENC)\\]");

  /** The replacements of BertTokenizer in decoded text, in its order. */
  private static final String[][] CLEAN_UP = {
    {" .", "."},
    {" ?", "?"},
    {" !", "!"},
    {" ,", ","},
    {" ' ", "'"},
    {" n't", "n't"},
    {" 'm", "'m"},
    {" 's", "'s"},
    {" 've", "'ve"},
    {" 're", "'re"}
  };

  private final WordList list;
  private final Wordpiece pieces;
  private final int[] separator;

  private WordPieces(WordList list) {
    this.list = list;
    this.pieces = new LimitedWordpiece(new HashSet<>(list.words()));
    this.separator = encode(SEPARATOR);
  }

  /**
   * Reads a token vocabulary.
   *
   * @param vocab a {@code vocab.txt}, read to its end, not closed
   * @param name the file's name in messages
   * @param modelIds the number of ids of the model: its word embeddings
   * @throws IOException if reading fails
   * @throws ModelException if it is no word list, or not of this model
   */
  public static WordPieces read(InputStream vocab, String name, int modelIds) throws IOException {
    WordPieces words = new WordPieces(WordList.read(vocab, name));
    if (words.size() != modelIds) {
      throw new ModelException(
          "word list %s: expected %d words, as the model has %d ids with [DEC] and [ENC]; found %d"
              .formatted(name, modelIds - 2, modelIds, words.list.size()));
    }
    return words;
  }

  /** The tokenizer of a token vocabulary. */
  public static WordPieces of(WordList list) {
    return new WordPieces(list);
  }

  /** The token vocabulary, without [DEC] and [ENC]. */
  public WordList words() {
    return list;
  }

  /** The number of ids, [DEC] and [ENC] included. */
  public int size() {
    return list.size() + 2;
  }

  /** The id of [PAD], which fills an input up. */
  public int pad() {
    return list.idOf("[PAD]");
  }

  /** The id of [SEP], which ends a sentence. */
  public int sep() {
    return list.idOf("[SEP]");
  }

  /** The id of [DEC], with which a caption begins. */
  public int dec() {
    return list.size();
  }

  /** The id of [ENC], with which the tags begin. */
  public int enc() {
    return list.size() + 1;
  }

  /**
   * Encodes a text.
   *
   * @return its ids, without [CLS] before and [SEP] after them
   */
  public int[] encode(String text) {
    IntStream.Builder ids = IntStream.builder();
    Matcher special = SPECIAL.matcher(text);
    int start = 0;
    while (special.find()) {
      split(text.substring(start, special.start()), ids);
      ids.add(idOf(special.group()));
      start = special.end();
    }
    split(text.substring(start), ids);
    return ids.build().toArray();
  }

  /**
   * Encodes tags as the tag encoder takes them: joined by " | " and cut where they are too long.
   *
   * @param tags English names in the order in which the model is to read them
   */
  public TagTokens encodeTags(List<String> tags) {
    Objects.requireNonNull(tags, "tags");
    int[] ids = new int[TagTokens.LENGTH];
    Arrays.fill(ids, pad());
    ids[0] = enc();
    int room = TagTokens.LENGTH - 1; // the last place is [SEP]'s at most
    int used = 1;
    int whole = 0;
    // Ids of a joined text are those of its parts in a row, as the blanks of " | " part them.
    for (String tag : tags) {
      int[] before = whole == 0 ? new int[0] : separator;
      int[] words = encode(tag);
      int[] added = Arrays.copyOf(before, before.length + words.length);
      System.arraycopy(words, 0, added, before.length, words.length);
      int taken = Math.min(added.length, room - used);
      System.arraycopy(added, 0, ids, used, taken);
      used += taken;
      if (taken < added.length) {
        break;
      }
      whole++;
    }
    ids[used++] = sep();
    int[] mask = new int[TagTokens.LENGTH];
    Arrays.fill(mask, 0, used, 1);
    return new TagTokens(ids, mask, whole);
  }

  /**
   * Decodes ids to a text.
   *
   * @param ids token ids; special tokens are left out
   * @throws IllegalArgumentException if there is no such id
   */
  public String decode(int[] ids) {
    StringJoiner joined = new StringJoiner(" ");
    for (int id : ids) {
      if (id < 0 || id >= size()) {
        throw new IllegalArgumentException(
            "id of a word: expected 0 to %d, found %d".formatted(size() - 1, id));
      }
      if (id < list.size() && !SPECIAL.matcher(list.words().get(id)).matches()) {
        joined.add(list.words().get(id));
      }
    }
    String text = joined.toString().replace(" ##", "").strip();
    for (String[] mended : CLEAN_UP) {
      text = text.replace(mended[0], mended[1]);
    }
    return text;
  }

  private void split(String text, IntStream.Builder ids) {
    // Tribuo's tokenizers keep their place in the text, so each call has its own.
    WordpieceTokenizer tokenizer =
        new WordpieceTokenizer(pieces, new WordpieceBasicTokenizer(), false, false, Set.of());
    for (String piece : tokenizer.split(UncasedText.of(text))) {
      ids.add(list.idOf(piece));
    }
  }

  private int idOf(String special) {
    return switch (special) {
      case "[DEC]" -> dec();
      case "[ENC]" -> enc();
      default -> list.idOf(special);
    };
  }

  /** A WordPiece that counts characters where Tribuo counts UTF-16 units. */
  private static final class LimitedWordpiece extends Wordpiece {
    /** The longest word that is split; longer ones become [UNK]. */
    private static final int MAX_CHARACTERS = 100;

    LimitedWordpiece(Set<String> words) {
      super(words, UNKNOWN, 2 * MAX_CHARACTERS);
    }

    @Override
    public List<String> wordpiece(String word) {
      return word.codePointCount(0, word.length()) > MAX_CHARACTERS
          ? List.of(UNKNOWN)
          : super.wordpiece(word);
    }
  }
}
