package io.github.ram4j.train.batch;

import java.util.Arrays;
import java.util.Optional;

/**
 * Plan of batches. Thread-safe, as it is never changed.
 *
 * @param tags number of tags of the model
 * @param learned indices of the learned tags, ascending; empty for all
 * @param sampled number of sampled tags for each image; 0 for all learned ones
 * @param words tokenizer of captions; empty for a model without captions
 */
@SuppressWarnings("ArrayRecordComponent") // made once for a training, compared by none
public record BatchPlan(
    int tags, Optional<int[]> learned, int sampled, Optional<SentenceTokens> words) {

  /** The number of learned tags. */
  int learnedCount() {
    return learned.isPresent() ? learned.get().length : tags;
  }

  /** The tag at an index among the learned ones. */
  int learnedTag(int place) {
    return learned.isPresent() ? learned.get()[place] : place;
  }

  /** The learned ones among some tags. */
  int[] learned(int[] shown) {
    if (learned.isEmpty()) {
      return shown;
    }
    return Arrays.stream(shown)
        .filter(tag -> Arrays.binarySearch(learned.get(), tag) >= 0)
        .toArray();
  }

  /**
   * The number of sampled tags for each image of a batch.
   *
   * @param most largest number of tags that one of the images shows
   */
  int count(int most) {
    return sampled == 0 ? learnedCount() : Math.min(learnedCount(), Math.max(sampled, 2 * most));
  }
}
