package io.github.ram4j.benchmarks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Numbers of flawed tags, of changed tags, and of those that are both. */
final class MendedTags {
  private long wanted;
  private long changed;
  private long rightly;

  /** Counts the tags of an example. */
  void add(Set<String> toChange, Set<String> wereChanged) {
    Set<String> both = new HashSet<>(toChange);
    both.retainAll(wereChanged);
    wanted += toChange.size();
    changed += wereChanged.size();
    rightly += both.size();
  }

  /** Difference of two sets. */
  static Set<String> without(List<String> first, List<String> second) {
    Set<String> rest = new HashSet<>(first);
    second.forEach(rest::remove);
    return rest;
  }

  long wanted() {
    return wanted;
  }

  long changed() {
    return changed;
  }

  long rightly() {
    return rightly;
  }

  double precision() {
    return (double) rightly / changed;
  }

  double recall() {
    return (double) rightly / wanted;
  }
}
