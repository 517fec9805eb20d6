package io.github.ram4j.onnx.search;

import java.util.Arrays;

/**
 * A hypothesis that is still extended. Immutable; hypotheses that began alike share positions.
 *
 * <p>Every token that went through the decoder has a position in the image's KV cache, where its
 * keys and values are. The last token has not gone through it yet.
 */
public final class ActiveHypothesis {
  private final int[] ids;
  private final int[] positions;

  private ActiveHypothesis(int[] ids, int[] positions) {
    this.ids = ids;
    this.positions = positions;
  }

  /** The prompt alone, whose tokens have the first positions. */
  static ActiveHypothesis prompt(int... ids) {
    int[] positions = new int[ids.length - 1];
    Arrays.setAll(positions, i -> i);
    return new ActiveHypothesis(ids.clone(), positions);
  }

  /** This hypothesis extended by a token, once its last token has gone through the decoder. */
  ActiveHypothesis with(int id, int positionOfLast) {
    int[] longer = Arrays.copyOf(ids, ids.length + 1);
    longer[ids.length] = id;
    int[] withLast = Arrays.copyOf(positions, ids.length);
    withLast[positions.length] = positionOfLast;
    return new ActiveHypothesis(longer, withLast);
  }

  /** The number of ids. */
  public int length() {
    return ids.length;
  }

  /** The token that is to go through the decoder next. */
  public int last() {
    return ids[ids.length - 1];
  }

  /** The KV-cache positions of all tokens before the last; not to be changed. */
  public int[] cachePositions() {
    return positions;
  }

  /** The ids; not to be changed. */
  int[] ids() {
    return ids;
  }
}
