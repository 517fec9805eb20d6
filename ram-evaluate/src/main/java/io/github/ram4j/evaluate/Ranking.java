package io.github.ram4j.evaluate;

import java.util.Arrays;

/**
 * The pictures in the order of one tag's scores, the best first; of equal scores the earlier
 * picture first. One array is used for tag after tag. Not thread-safe.
 */
final class Ranking {
  private final ScoreMatrix scores;
  private final long[] keys;

  Ranking(ScoreMatrix scores) {
    this.scores = scores;
    this.keys = new long[scores.pictures()];
  }

  /** Orders the pictures by another tag. */
  void by(int tag) {
    for (int picture = 0; picture < keys.length; picture++) {
      keys[picture] = (long) descending(scores.score(picture, tag)) << 32 | picture;
    }
    Arrays.sort(keys);
  }

  /** The picture at a place. */
  int picture(int place) {
    return (int) keys[place];
  }

  /** An integer that is the smaller the larger the number is; equal for both zeros. */
  private static int descending(float score) {
    int bits = Float.floatToIntBits(score + 0.0f);
    return ~(bits ^ (bits >> 31 & Integer.MAX_VALUE));
  }
}
