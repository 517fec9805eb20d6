package io.github.ram4j.benchmarks;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Module path for another JVM: the part of this JVM's class path that modules need.
 *
 * @param entries jars and folders
 * @param modules their names
 */
record ModulePath(List<String> entries, List<String> modules) {
  /** Modules with native libraries, which no module requires. */
  private static final Pattern NATIVES = Pattern.compile("org\\.bytedeco\\..*(?<!\\.platform)");

  /** Finds modules and the modules that they require, the JDK's own aside. */
  static ModulePath of(String... roots) {
    Map<String, ModuleReference> found = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    Deque<String> wanted = new ArrayDeque<>(List.of(roots));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      module(Path.of(entry))
          .ifPresent(
              module -> {
                String name = module.descriptor().name();
                found.put(name, module);
                places.put(name, entry);
                if (NATIVES.matcher(name).matches()) {
                  wanted.add(name);
                }
              });
    }
    Map<String, String> taken = new LinkedHashMap<>();
    while (!wanted.isEmpty()) {
      String name = wanted.remove();
      if (found.containsKey(name) && taken.put(name, places.get(name)) == null) {
        found.get(name).descriptor().requires().stream()
            .map(ModuleDescriptor.Requires::name)
            .forEach(wanted::add);
      }
    }
    return new ModulePath(List.copyOf(taken.values()), List.copyOf(taken.keySet()));
  }

  private static Optional<ModuleReference> module(Path entry) {
    try {
      return ModuleFinder.of(entry).findAll().stream().findFirst();
    } catch (FindException e) {
      return Optional.empty(); // a jar whose name makes no module's name
    }
  }

  /** Returns the options of a JVM with these modules, and with the rest of this class path. */
  List<String> options() {
    Collection<String> rest =
        new ArrayList<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    rest.removeAll(entries);
    String names = String.join(",", modules);
    return List.of(
        "--module-path",
        String.join(File.pathSeparator, entries),
        "--add-modules",
        names,
        "-cp",
        String.join(File.pathSeparator, rest));
  }
}
