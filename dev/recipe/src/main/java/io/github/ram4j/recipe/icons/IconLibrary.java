package io.github.ram4j.recipe.icons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Icons of some sets by their tags.
 *
 * <p>Immutable and thread-safe.
 */
public final class IconLibrary {
  private final List<IconClass> classes;
  private final Map<String, Map<String, List<IconRaster>>> bySet;

  private IconLibrary(List<IconClass> classes, Map<String, Map<String, List<IconRaster>>> bySet) {
    this.classes = classes;
    this.bySet = bySet;
  }

  /**
   * Reads sets.
   *
   * @param folder holds the packages' files, see {@link IconSet#fileName}
   * @param cache folder of cached pixels; made if it is missing
   * @param sets the sets
   * @param classes the wanted tags; tags without an icon in any set are left out
   * @throws IOException if a package is missing, is another one or lacks an icon
   */
  public static IconLibrary read(
      Path folder, Path cache, List<IconSet> sets, List<IconClass> classes) throws IOException {
    Map<String, Map<String, List<IconRaster>>> bySet = new LinkedHashMap<>();
    for (IconSet set : sets) {
      Map<String, IconRaster> icons = rasters(folder, new RasterCache(cache, set), set, classes);
      Map<String, List<IconRaster>> byTag = new HashMap<>();
      for (IconClass each : classes) {
        if (!each.in(set).isEmpty()) {
          byTag.put(each.name(), each.in(set).stream().map(icons::get).toList());
        }
      }
      bySet.put(set.name(), byTag);
    }
    return of(classes, bySet);
  }

  static IconLibrary of(List<IconClass> classes, Map<String, Map<String, List<IconRaster>>> bySet) {
    List<IconClass> drawn =
        classes.stream()
            .filter(each -> bySet.values().stream().anyMatch(set -> set.containsKey(each.name())))
            .toList();
    return new IconLibrary(drawn, bySet);
  }

  /** This library with one tag alone. */
  public IconLibrary only(IconClass shown) {
    return new IconLibrary(List.of(shown), bySet);
  }

  /** The tags that have an icon, in the order given. */
  public List<IconClass> classes() {
    return classes;
  }

  /** Names of the sets, in the order given. */
  public List<String> sets() {
    return List.copyOf(bySet.keySet());
  }

  /** The icons of a tag in one set, empty if it has none. */
  public List<IconRaster> icons(String set, String tag) {
    return bySet.get(set).getOrDefault(tag, List.of());
  }

  /** The icons of a tag, a list for each set with some, in the sets' order. */
  public List<List<IconRaster>> icons(String tag) {
    List<List<IconRaster>> icons = new ArrayList<>();
    for (Map<String, List<IconRaster>> set : bySet.values()) {
      if (set.containsKey(tag)) {
        icons.add(set.get(tag));
      }
    }
    return icons;
  }

  private static Map<String, IconRaster> rasters(
      Path folder, RasterCache cache, IconSet set, List<IconClass> classes) throws IOException {
    Set<String> wanted = new TreeSet<>();
    classes.forEach(each -> wanted.addAll(each.in(set)));
    Map<String, IconRaster> cached = cache.read(wanted);
    if (!cached.isEmpty()) {
      return cached;
    }
    Map<String, String> drawings = IconPackage.read(folder, set, wanted);
    Map<String, IconRaster> icons = new HashMap<>();
    try {
      wanted.parallelStream()
          .map(name -> draw(name, drawings.get(name)))
          .toList()
          .forEach(icon -> icons.put(icon.name(), icon));
    } catch (UncheckedIOException e) {
      throw new IOException("icon set %s: %s".formatted(set.name(), e.getMessage()), e);
    }
    cache.write(icons);
    return icons;
  }

  private static IconRaster draw(String name, String svg) {
    try {
      return new IconRasterizer().draw(name, svg);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
