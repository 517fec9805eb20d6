package io.github.ram4j.onnx.locate;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The tokens of a caption: ids, positions, and which token sees which. A sentence, ended by a mark,
 * sees itself and its mark, and its positions begin at 0; the caption's first and last token see
 * themselves alone.
 */
final class CaptionTokens {
  /** A score that no token has: its share in a softmax is 0. */
  private static final float UNSEEN = -1e30f;

  private static final double TEMPERATURE = 10_000;

  private final int[] ids;
  private final int[] positions;

  /** The sentence of each token; a token alone has a number of its own. */
  private final int[] sentences;

  private CaptionTokens(int[] ids, int[] positions, int[] sentences) {
    this.ids = ids;
    this.positions = positions;
    this.sentences = sentences;
  }

  /**
   * The tokens of ids.
   *
   * @param ids with the caption's first and last token
   * @param marks the tokens that end sentences, and the first and last one
   * @param most number of tokens that are kept; sentences are found before
   */
  static CaptionTokens of(int[] ids, Marks marks, int most) {
    int count = ids.length;
    int[] positions = new int[count];
    int[] sentences = new int[count];
    for (int i = 0; i < count; i++) {
      sentences[i] = i;
    }
    int before = 0;
    for (int i = 0; i < count; i++) {
      if (marks.isMark(ids[i])) {
        if (i > 0 && i < count - 1) {
          for (int k = before + 1; k <= i; k++) {
            positions[k] = k - before - 1;
            sentences[k] = i;
          }
        }
        before = i;
      }
    }
    int kept = Math.min(count, most);
    return new CaptionTokens(
        Arrays.copyOf(ids, kept), Arrays.copyOf(positions, kept), Arrays.copyOf(sentences, kept));
  }

  int size() {
    return ids.length;
  }

  int[] ids() {
    return ids;
  }

  int[] positions() {
    return positions;
  }

  boolean sees(int token, int other) {
    return sentences[token] == sentences[other];
  }

  void putIds(LongBuffer to) {
    put(ids, to);
  }

  void putPositions(LongBuffer to) {
    put(positions, to);
  }

  private static void put(int[] numbers, LongBuffer to) {
    for (int number : numbers) {
      to.put(number);
    }
  }

  /** Puts the attention bias, [tokens, tokens]. */
  void putBias(FloatBuffer to) {
    for (int token = 0; token < size(); token++) {
      for (int other = 0; other < size(); other++) {
        to.put(sees(token, other) ? 0 : UNSEEN);
      }
    }
  }

  /** Puts sine features of the positions, [tokens, width]. */
  void putPlaces(FloatBuffer to, int width) {
    for (int position : positions) {
      Waves.put(to, position * 2 * Math.PI, width, TEMPERATURE);
    }
  }
}
