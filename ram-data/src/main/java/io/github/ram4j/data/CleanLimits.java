package io.github.ram4j.data;

import java.io.Serializable;
import java.util.List;

/**
 * The limits of all tags, below which {@link CleanRule} finds given ones improbable.
 *
 * <p>Immutable, thread-safe and serializable.
 */
public final class CleanLimits implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TagLimit[] tags;

  /**
   * Limits by the rule.
   *
   * @param given one for each tag
   * @param counts of the first pass over all examples
   * @param options the rule
   */
  static CleanLimits of(List<GivenQuantiles> given, PassCounts counts, CleanOptions options) {
    if (given.size() != counts.tags.length) {
      throw new IllegalArgumentException(
          "quantiles of given tags: expected those of %d tags, found %d"
              .formatted(counts.tags.length, given.size()));
    }
    TagLimit[] tags = new TagLimit[given.size()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = TagLimit.of(given.get(i), counts.tags[i].others, options);
    }
    return new CleanLimits(tags);
  }

  private CleanLimits(TagLimit[] tags) {
    this.tags = tags;
  }

  TagLimit of(int tag) {
    return tags[tag];
  }
}
