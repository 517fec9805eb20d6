package io.github.ram4j.data;

import java.io.Serializable;
import java.util.stream.Stream;

/**
 * Counts of a pass over examples: of all together, and of each tag of a model.
 *
 * <p>{@link GenerateRule} and {@link CleanRule} make and fill them. A pass may be cut into parts,
 * each with counts of its own; {@link #addAll} adds them up, in any order, to what one pass over
 * all would have counted. Serializable, to come from another machine. Not thread-safe.
 */
public final class PassCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  final TagTally[] tags;
  private long images;
  private long unreadable;
  private long unknown;
  private long changed;

  /**
   * Counts nothing yet.
   *
   * @param tags number of tags
   * @param lowestFirst whether the lowest scores are the clearest changes
   */
  PassCounts(int tags, boolean lowestFirst) {
    this.tags =
        Stream.generate(() -> new TagTally(lowestFirst)).limit(tags).toArray(TagTally[]::new);
  }

  /** Counts an image. */
  void image(boolean isReadable, long unknownTags) {
    images++;
    unreadable += isReadable ? 0 : 1;
    unknown += unknownTags;
  }

  /** Counts an image whose tags were changed. */
  void change() {
    changed++;
  }

  /**
   * Adds the counts of another part of the same pass.
   *
   * @param other counts of the same rule and model
   * @return these counts
   * @throws IllegalArgumentException if they are of another number of tags
   */
  public PassCounts addAll(PassCounts other) {
    if (other.tags.length != tags.length) {
      throw new IllegalArgumentException(
          "counts: expected those of %d tags, found those of %d"
              .formatted(tags.length, other.tags.length));
    }
    for (int i = 0; i < tags.length; i++) {
      tags[i].addAll(other.tags[i]);
    }
    images += other.images;
    unreadable += other.unreadable;
    unknown += other.unknown;
    changed += other.changed;
    return this;
  }

  /**
   * The number of images.
   *
   * @return unreadable ones included
   */
  public long images() {
    return images;
  }

  /**
   * The number of images that could not be read.
   *
   * @return 0 or more
   */
  public long unreadable() {
    return unreadable;
  }

  /** The number of given tags, of all images, that the model lacks. */
  long unknown() {
    return unknown;
  }

  /** The number of images whose tags were changed. */
  long changed() {
    return changed;
  }
}
