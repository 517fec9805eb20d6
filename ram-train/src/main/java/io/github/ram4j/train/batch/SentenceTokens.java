package io.github.ram4j.train.batch;

import io.github.ram4j.text.TagTokens;
import io.github.ram4j.text.WordPieces;
import java.util.Arrays;
import java.util.List;

/**
 * Tokenizer of captions and of their tags, for the caption half.
 *
 * <p>Immutable and thread-safe.
 */
public final class SentenceTokens {
  /** The prompt at the start of every caption; it is given, not learned. */
  private static final String PROMPT = "a picture of";

  private final WordPieces words;
  private final int longest;
  private final int[] prompt;

  /**
   * A tokenizer with the words of a model.
   *
   * @param words of the model
   * @param longest largest number of ids of a sentence, [DEC] and [SEP] among them; 40 as published
   */
  public SentenceTokens(WordPieces words, int longest) {
    this.words = words;
    this.longest = longest;
    this.prompt = words.encode(PROMPT);
  }

  /** The id of the padding. */
  int padding() {
    return words.pad();
  }

  /** Number of given ids at the front of a caption: [DEC] and the prompt. */
  int promptLength() {
    return 1 + prompt.length;
  }

  /** The ids of [DEC], the prompt, the words of a caption, and [SEP]. */
  int[] caption(String text) {
    int[] own = words.encode(text);
    int length = Math.min(longest, promptLength() + own.length + 1);
    int[] ids = Arrays.copyOf(new int[] {words.dec()}, length);
    System.arraycopy(prompt, 0, ids, 1, prompt.length);
    int room = length - promptLength() - 1;
    System.arraycopy(own, 0, ids, promptLength(), room);
    ids[length - 1] = words.sep();
    return ids;
  }

  /** The ids of tags, padded to the length of the tag encoder's input. */
  TagTokens tags(List<String> names) {
    return words.encodeTags(names);
  }
}
