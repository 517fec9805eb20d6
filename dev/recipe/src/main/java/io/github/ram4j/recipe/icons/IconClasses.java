package io.github.ram4j.recipe.icons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tags of {@code classes.tsv}, the vocabulary of the shipped models. */
public final class IconClasses {
  private static final List<IconClass> ALL = of(Table.ofResource("classes.tsv"));

  private IconClasses() {}

  /** All tags, a part of RAM's list, in alphabetical order. */
  public static List<IconClass> all() {
    return ALL;
  }

  /** Tags of RAM's list for later training, which the shipped models lack. */
  public static List<IconClass> later() {
    return of(Table.ofResource("new-classes.tsv"));
  }

  /**
   * Tags of sentences: everyday things in Tag2Text's list with an icon in every training set. They
   * are fewer, since a model that also learns sentences has less time for each.
   */
  public static List<IconClass> ofTag2Text() {
    return named(
        Table.ofResource("sentence-classes.tsv").rows().stream().map(row -> row.get(0)).toList());
  }

  /**
   * Some of the tags.
   *
   * @param names in the order wanted
   * @throws IllegalArgumentException if there is none of a name
   */
  public static List<IconClass> named(Collection<String> names) {
    Map<String, IconClass> known = new HashMap<>();
    ALL.forEach(each -> known.put(each.name(), each));
    List<IconClass> chosen = new ArrayList<>();
    for (String name : names) {
      if (!known.containsKey(name)) {
        throw new IllegalArgumentException("tags with icons: expected no tag %s".formatted(name));
      }
      chosen.add(known.get(name));
    }
    return chosen;
  }

  static List<IconClass> of(Table table) {
    List<IconClass> classes = new ArrayList<>();
    for (List<String> row : table.rows()) {
      Map<String, List<String>> icons = new HashMap<>();
      for (int column = 1; column < row.size(); column++) {
        if (!row.get(column).isEmpty()) {
          icons.put(table.header().get(column), Arrays.asList(row.get(column).split(" ")));
        }
      }
      classes.add(new IconClass(row.get(0), icons));
    }
    return List.copyOf(classes);
  }
}
