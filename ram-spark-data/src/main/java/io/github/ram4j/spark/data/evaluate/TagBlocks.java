package io.github.ram4j.spark.data.evaluate;

import io.github.ram4j.TagVocabulary;
import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Blocks of a vocabulary's tags, small enough for the scores of all images to fit into the memory
 * of one task.
 *
 * @param tags number of all tags
 * @param size number of tags of a block; the last may have fewer
 */
public record TagBlocks(int tags, int size) implements Serializable {
  /** The key of pieces that belong to no block. */
  static final int TOTALS = -1;

  /** Scores of a block, at most: 64 MiB of them. */
  private static final int SCORES = 16 << 20;

  private static final int MOST_TAGS = 64;

  /**
   * Blocks for a number of images.
   *
   * @param tags number of tags
   * @param images number of images
   * @return blocks of at least one tag
   */
  public static TagBlocks of(int tags, int images) {
    return new TagBlocks(tags, Math.max(1, Math.min(MOST_TAGS, SCORES / Math.max(1, images))));
  }

  int count() {
    return (tags + size - 1) / size;
  }

  int from(int block) {
    return block * size;
  }

  int to(int block) {
    return Math.min(tags, from(block) + size);
  }

  /** The tags of a block, with their thresholds. */
  TagVocabulary of(TagVocabulary vocabulary, int block) {
    return vocabulary.subsetOfIds(
        IntStream.range(from(block), to(block)).mapToObj(i -> vocabulary.tag(i).id()).toList());
  }
}
