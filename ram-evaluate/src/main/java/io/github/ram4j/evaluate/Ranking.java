package io.github.ram4j.evaluate;

import java.util.Arrays;

/**
 * The images in the order of one tag's scores, the best first; of equal scores the earlier image
 * first. One array is used for tag after tag. Not thread-safe.
 */
final class Ranking {
  private final ScoreMatrix scores;
  private final long[] keys;

  Ranking(ScoreMatrix scores) {
    this.scores = scores;
    this.keys = new long[scores.images()];
  }

  /** Orders the images by another tag. */
  void by(int tag) {
    for (int image = 0; image < keys.length; image++) {
      keys[image] = (long) descending(scores.score(image, tag)) << 32 | image;
    }
    Arrays.sort(keys);
  }

  /** The image at a place. */
  int image(int place) {
    return (int) keys[place];
  }

  /** An integer that is the smaller the larger the number is; equal for both zeros. */
  private static int descending(float score) {
    int bits = Float.floatToIntBits(score + 0.0f);
    return ~(bits ^ (bits >> 31 & Integer.MAX_VALUE));
  }
}
