package io.github.ram4j.recipe.icons;

import java.util.List;
import java.util.Map;

/**
 * A tag and the icons that show it.
 *
 * @param name English name of the tag, as RAM's list has it
 * @param icons names of the icons by the name of their set; no empty lists
 */
public record IconClass(String name, Map<String, List<String>> icons) {

  /** Copies the icons. */
  public IconClass {
    icons = Map.copyOf(icons);
  }

  /** Names of the icons in one set, empty if it has none. */
  public List<String> in(IconSet set) {
    return icons.getOrDefault(set.name(), List.of());
  }
}
