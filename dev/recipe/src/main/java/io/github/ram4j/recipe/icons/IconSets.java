package io.github.ram4j.recipe.icons;

import java.util.List;

/** Icon sets of {@code icon-sets.tsv}: packages, versions and purposes. */
public final class IconSets {
  private static final List<IconSet> ALL =
      Table.ofResource("icon-sets.tsv").rows().stream().map(IconSets::set).toList();

  private IconSets() {}

  /** All sets, in the file's order. */
  public static List<IconSet> all() {
    return ALL;
  }

  /** The sets for training. */
  public static List<IconSet> training() {
    return ALL.stream().filter(IconSet::training).toList();
  }

  /** The held-out sets, kept out of training and of every choice, for the figures alone. */
  public static List<IconSet> keptOut() {
    return ALL.stream().filter(set -> !set.training()).toList();
  }

  /**
   * One set.
   *
   * @param name such as "noto"
   * @throws IllegalArgumentException if there is none of that name
   */
  public static IconSet named(String name) {
    return ALL.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "icon set: expected one of %s, found %s"
                        .formatted(ALL.stream().map(IconSet::name).toList(), name)));
  }

  private static IconSet set(List<String> row) {
    return new IconSet(
        row.get(0), row.get(1), row.get(2), row.get(3).equals("training"), row.get(4), row.get(5));
  }
}
