package io.github.ram4j.train.batch;

import io.github.ram4j.text.TagTokens;
import io.github.ram4j.text.WordPieces;
import java.util.Arrays;
import java.util.List;

/**
 * Turns captions and the tags they are written from into ids, as the caption half takes them.
 *
 * <p>Immutable and thread-safe.
 */
public final class SentenceTokens {
  /** What every caption begins with; it is given, not learned. */
  private static final String PROMPT = "a picture of";

  private final WordPieces words;
  private final int longest;
  private final int[] prompt;

  /**
   * A reader of sentences.
   *
   * @param words of the model
   * @param longest ids that a sentence is cut at, [DEC] and [SEP] among them; 40 as published
   */
  public SentenceTokens(WordPieces words, int longest) {
    this.words = words;
    this.longest = longest;
    this.prompt = words.encode(PROMPT);
  }

  /** The id that sentences are filled up with. */
  int padding() {
    return words.pad();
  }

  /** Ids in front of a caption that are given: [DEC] and the prompt. */
  int promptLength() {
    return 1 + prompt.length;
  }

  /** [DEC], the prompt, the words of a caption, [SEP]. */
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

  /** The ids of tags, filled up to the length that the tag encoder takes. */
  TagTokens tags(List<String> names) {
    return words.encodeTags(names);
  }
}
