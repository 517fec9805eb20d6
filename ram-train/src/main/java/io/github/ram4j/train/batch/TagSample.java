package io.github.ram4j.train.batch;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * The tags that a step looks at for one image: all that it shows, and some of the others, each of
 * which counts for several.
 *
 * <p>No tag sees another in the tagging head, so those that are left out change nothing for the
 * rest.
 *
 * @param tags numbers of the tags, positives first
 * @param positives how many of them the image shows
 * @param weight how often each of the others counts
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within a step
record TagSample(int[] tags, int positives, float weight) {

  /**
   * Draws a sample.
   *
   * @param positives tags that the image shows, all of them learned
   * @param count tags to look at, at least as many as the positives
   * @param plan which tags are learned, {@code count} or more
   */
  static TagSample draw(int[] positives, int count, BatchPlan plan, SplittableRandom random) {
    int[] tags = Arrays.copyOf(positives, count);
    BitSet taken = new BitSet(plan.tags());
    for (int tag : positives) {
      taken.set(tag);
    }
    int all = plan.learnedCount();
    boolean everyOne = count == all;
    int next = 0;
    for (int i = positives.length; i < count; ) {
      int tag = plan.learnedTag(everyOne ? next++ : random.nextInt(all));
      if (!taken.get(tag)) {
        taken.set(tag);
        tags[i++] = tag;
      }
    }
    int drawn = count - positives.length;
    float weight = drawn == 0 ? 0 : (float) (all - positives.length) / drawn;
    return new TagSample(tags, positives.length, weight);
  }
}
