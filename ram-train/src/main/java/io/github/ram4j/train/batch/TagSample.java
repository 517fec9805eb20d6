package io.github.ram4j.train.batch;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * The tags that a step looks at for one picture: all that it shows, and some of the others, each of
 * which counts for several.
 *
 * <p>No tag sees another in the tagging head, so those that are left out change nothing for the
 * rest.
 *
 * @param tags numbers of the tags, those that hold first
 * @param held how many of them hold
 * @param weight how often each of the others counts
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within a step
record TagSample(int[] tags, int held, float weight) {

  /**
   * Draws a sample.
   *
   * @param positives tags that the picture shows
   * @param count tags to look at, at least as many as the positives and at most {@code all}
   * @param all number of tags
   */
  static TagSample draw(int[] positives, int count, int all, SplittableRandom random) {
    int[] tags = Arrays.copyOf(positives, count);
    BitSet taken = new BitSet(all);
    for (int tag : positives) {
      taken.set(tag);
    }
    int others = all - positives.length;
    int drawn = count - positives.length;
    if (drawn == others) {
      int next = 0;
      for (int i = positives.length; i < count; i++) {
        next = taken.nextClearBit(next);
        tags[i] = next++;
      }
    } else {
      for (int i = positives.length; i < count; ) {
        int tag = random.nextInt(all);
        if (!taken.get(tag)) {
          taken.set(tag);
          tags[i++] = tag;
        }
      }
    }
    return new TagSample(tags, positives.length, drawn == 0 ? 0 : (float) others / drawn);
  }
}
