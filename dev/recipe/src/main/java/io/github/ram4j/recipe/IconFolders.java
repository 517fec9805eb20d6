package io.github.ram4j.recipe;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.IconSet;
import io.github.ram4j.recipe.icons.IconSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of the icons' folders and sets. */
final class IconFolders {
  @Option(
      names = "--icons",
      required = true,
      description = "Folder of the icon sets' packages, as npm pack makes them.")
  private Path icons;

  @Option(names = "--cache", description = "Where drawn icons are kept; by default in --icons.")
  private Path cache;

  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "SET",
      description = "Sets to draw from; by default those that models are trained with.")
  private List<String> sets = new ArrayList<>();

  IconLibrary read(List<IconClass> classes) throws IOException {
    List<IconSet> chosen =
        sets.isEmpty() ? IconSets.training() : sets.stream().map(IconSets::named).toList();
    return IconLibrary.read(icons, cache == null ? icons.resolve("cache") : cache, chosen, classes);
  }
}
