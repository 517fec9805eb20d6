package io.github.ram4j.onnx.embedding;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A tree of the tokens of texts: texts that begin alike share tokens. It is written down from the
 * root, each token right before those that follow it, so that a cut anywhere leaves pieces whose
 * tokens see, of other pieces, the tokens on the way to the piece's first one alone. Not
 * thread-safe.
 */
final class TokenTree {
  /** Hides a token: its share of the attention is 0 in float32. */
  private static final float HIDDEN = -1e9f;

  private int[] ids = new int[256];

  /** Of each token, the number of tokens before it in its text. */
  private int[] positions = new int[256];

  private int size;

  /** Of each text, its last token; equal texts are one. */
  private int[] ends = new int[16];

  private int texts;

  /** The tokens of the latest text, and their ids. */
  private int[] path = {};

  private int[] latest = {};

  /** The number of tokens. */
  int size() {
    return size;
  }

  /** The number of different texts. */
  int texts() {
    return texts;
  }

  /** The number of tokens that a text would add. */
  int growth(int[] text) {
    return text.length - shared(text);
  }

  /**
   * Adds a text.
   *
   * @param text ids, at least one; texts come in the order of {@link TokenizedText}
   */
  void add(int[] text) {
    int shared = shared(text);
    if (shared == text.length) {
      return; // the text before it once more
    }
    path = Arrays.copyOf(path, text.length);
    for (int position = shared; position < text.length; position++) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
        positions = Arrays.copyOf(positions, 2 * size);
      }
      ids[size] = text[position];
      positions[size] = position;
      path[position] = size++;
    }
    if (texts == ends.length) {
      ends = Arrays.copyOf(ends, 2 * texts);
    }
    ends[texts++] = path[text.length - 1];
    latest = text;
  }

  private int shared(int[] text) {
    int difference = Arrays.mismatch(text, latest);
    return difference < 0 ? text.length : difference;
  }

  /** The tree cut into pieces of equal length. */
  Pieces pieces(int mostTokens) {
    return new Pieces(this, mostTokens);
  }

  /** The pieces of a tree as a graph takes them; the last piece is filled up. */
  static final class Pieces {
    private final TokenTree tree;
    private final int count;
    private final int tokens;

    /** For each piece, the tokens of others on the way to its first one, from the root. */
    private final int[][] above;

    private final int seen;

    private Pieces(TokenTree tree, int mostTokens) {
      this.tree = tree;
      this.count = (tree.size + mostTokens - 1) / mostTokens;
      this.tokens = (tree.size + count - 1) / count;
      this.above = new int[count][];
      int most = 0;
      int[] way = new int[tree.size];
      for (int i = 0; i < tree.size; i++) {
        if (i % tokens == 0) {
          above[i / tokens] = Arrays.copyOf(way, tree.positions[i]);
          most = Math.max(most, tree.positions[i]);
        }
        way[tree.positions[i]] = i;
      }
      this.seen = tokens + most;
    }

    /** The number of pieces. */
    int count() {
      return count;
    }

    /** The length of a piece. */
    int tokens() {
      return tokens;
    }

    /** The number of tokens that those of a piece may see. */
    int seen() {
      return seen;
    }

    /** Fills [pieces, tokens] with ids, 0 behind the last token. */
    void putIds(LongBuffer out) {
      put(tree.ids, out);
    }

    /** Fills [pieces, tokens] with positions, 0 behind the last token. */
    void putPositions(LongBuffer out) {
      put(tree.positions, out);
    }

    private void put(int[] values, LongBuffer out) {
      for (int i = 0; i < count * tokens; i++) {
        out.put(i < tree.size ? values[i] : 0);
      }
    }

    /** Fills [texts] with the texts' last tokens. */
    void putEnds(LongBuffer out) {
      for (int i = 0; i < tree.texts; i++) {
        out.put(tree.ends[i]);
      }
    }

    /** Fills [pieces, seen]: a piece's own tokens, then those above it, then any. */
    void putSeen(LongBuffer out) {
      for (int piece = 0; piece < count; piece++) {
        int from = piece * tokens;
        for (int i = 0; i < tokens; i++) {
          out.put(from + i);
        }
        for (int i = 0; i < seen - tokens; i++) {
          out.put(i < above[piece].length ? above[piece][i] : from);
        }
      }
    }

    /** Fills [pieces, tokens, seen] with 0 where a token sees another. */
    void putBias(FloatBuffer out) {
      int[] way = new int[tree.size];
      float[] row = new float[seen];
      for (int i = 0; i < count * tokens; i++) {
        Arrays.fill(row, HIDDEN);
        int from = i - i % tokens;
        if (i < tree.size) {
          way[tree.positions[i]] = i;
          for (int position = 0; position <= tree.positions[i]; position++) {
            int token = way[position];
            row[token < from ? tokens + position : token - from] = 0;
          }
        } else {
          row[i - from] = 0;
        }
        out.put(row);
      }
    }
  }
}
