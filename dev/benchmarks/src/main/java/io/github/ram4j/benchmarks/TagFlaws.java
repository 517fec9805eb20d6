package io.github.ram4j.benchmarks;

import io.github.ram4j.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils the tags of examples at random, the same for the same seed and order. */
final class TagFlaws {
  private final Random random;
  private final List<String> names;

  /**
   * Begins anew.
   *
   * @param names what tags are swapped for
   */
  TagFlaws(long seed, List<String> names) {
    this.random = new Random(seed);
    this.names = names;
  }

  /** The example with each tag, by that chance, in favour of one that it has not. */
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

  /** The example with each tag, by that chance, left out. */
  Example dropped(Example example, double chance) {
    return example.withTags(
        example.tags().stream().filter(tag -> random.nextDouble() >= chance).toList());
  }
}
