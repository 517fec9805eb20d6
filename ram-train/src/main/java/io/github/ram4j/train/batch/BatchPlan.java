package io.github.ram4j.train.batch;

import java.util.Arrays;
import java.util.Optional;

/**
 * The plan that batches are made by. Thread-safe, as nothing of it is changed.
 *
 * @param tags number of tags of the model
 * @param learned places of the tags that are learned, ascending; empty for all
 * @param sampled tags to look at for each image; 0 for all that are learned
 * @param words how sentences are read; empty for a model without captions
 */
@SuppressWarnings("ArrayRecordComponent") // made once for a training, compared by none
public record BatchPlan(
    int tags, Optional<int[]> learned, int sampled, Optional<SentenceTokens> words) {

  /** How many tags are learned. */
  int learnedCount() {
    return learned.isPresent() ? learned.get().length : tags;
  }

  /** The tag at a place among those that are learned. */
  int learnedTag(int place) {
    return learned.isPresent() ? learned.get()[place] : place;
  }

  /** Those of some tags that are learned. */
  int[] learned(int[] shown) {
    if (learned.isEmpty()) {
      return shown;
    }
    return Arrays.stream(shown)
        .filter(tag -> Arrays.binarySearch(learned.get(), tag) >= 0)
        .toArray();
  }

  /**
   * How many tags are looked at for each image of a batch.
   *
   * @param most tags that one of them shows
   */
  int count(int most) {
    return sampled == 0 ? learnedCount() : Math.min(learnedCount(), Math.max(sampled, 2 * most));
  }
}
