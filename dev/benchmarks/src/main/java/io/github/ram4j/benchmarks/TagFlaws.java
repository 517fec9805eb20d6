package io.github.ram4j.benchmarks;

import io.github.ram4j.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random flaws in the tags of examples, the same for the same seed and order. */
final class TagFlaws {
  private final Random random;
  private final List<String> names;

  /**
   * Begins anew.
   *
   * @param names names that replace swapped tags
   */
  TagFlaws(long seed, List<String> names) {
    this.random = new Random(seed);
    this.names = names;
  }

  /** Swaps each tag of an example, with a probability, for one that it lacks. */
  Example swapped(Example example, double chance) {
    List<String> tags = new ArrayList<>();
    for (String tag : example.tags()) {
      tags.add(random.nextDouble() < chance ? other(example.tags(), tags) : tag);
    }
    return example.withTags(tags);
  }

  private String other(List<String> known, List<String> taken) {
    String name = names.get(random.nextInt(names.size()));
    while (known.contains(name) || taken.contains(name)) {
      name = names.get(random.nextInt(names.size()));
    }
    return name;
  }

  /** Drops each tag of an example with a probability. */
  Example dropped(Example example, double chance) {
    return example.withTags(
        example.tags().stream().filter(tag -> random.nextDouble() >= chance).toList());
  }
}
