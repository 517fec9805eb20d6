package io.github.ram4j.train.batch;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Sampled tags of one image: all that it shows, and a sample of the others, each of which counts
 * for several.
 *
 * <p>Tags do not attend to each other in the tagging head, so omitted tags change nothing for the
 * rest.
 *
 * @param tags numbers of the tags, positives first
 * @param positives number of tags that the image shows
 * @param weight weight of each of the others
 */
@SuppressWarnings("ArrayRecordComponent") // made and read within a step
record TagSample(int[] tags, int positives, float weight) {

  /**
   * Draws a sample.
   *
   * @param positives tags that the image shows, all of them learned
   * @param count size of the sample, at least the number of positives
   * @param plan the learned tags, {@code count} or more
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
