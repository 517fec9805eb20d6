package io.github.ram4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The arrows between packages and modules, as docs/architecture.md draws them. */
class ArchitectureTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern MODULE_NAME = Pattern.compile("\\bram-[a-z][a-z0-9-]*\\b");

  @Test
  void packagesOfAModuleHaveNoCycles() throws IOException {
    Map<String, List<String>> cycles = new TreeMap<>();
    for (ModuleSources module : ModuleSources.all(ROOT)) {
      List<String> cycle = cycle(module.packages());
      if (!cycle.isEmpty()) {
        cycles.put(module.name(), cycle);
      }
    }
    assertEquals(Map.of(), cycles);
  }

  @Test
  void modulesDependAsDrawn() throws IOException {
    Map<String, Set<String>> drawn = new TreeMap<>();
    rows().forEach((module, row) -> drawn.put(module, row.dependencies()));
    Map<String, Set<String>> found = new TreeMap<>();
    for (ModuleSources module : ModuleSources.all(ROOT)) {
      found.put(module.name(), module.dependencies());
    }
    assertEquals(lines(drawn), lines(found));
  }

  @Test
  void packagesAreThoseDrawn() throws IOException {
    Map<String, Set<String>> drawn = new TreeMap<>();
    rows().forEach((module, row) -> drawn.put(module, row.packages()));
    Map<String, Set<String>> found = new TreeMap<>();
    for (ModuleSources module : ModuleSources.all(ROOT)) {
      found.put(module.name(), module.packages().keySet());
    }
    assertEquals(lines(drawn), lines(found));
  }

  @Test
  void aCycleIsFound() {
    Map<String, Set<String>> uses =
        Map.of("a", Set.of("b"), "b", Set.of("c", "d"), "c", Set.of(), "d", Set.of("b"));
    List<String> cycle = cycle(uses);
    assertEquals(Set.of("b", "d"), Set.copyOf(cycle), cycle::toString);
    assertTrue(cycle(Map.of("a", Set.of("b"), "b", Set.of())).isEmpty());
  }

  @Test
  void commentsAndTextsUseNothing() {
    String code =
        ModuleSources.code("/** {@link a.B} */ import c.D; // e.F\nx = \"g.H\" + i.J; '\"'; k.L");
    assertTrue(code.contains("c.D") && code.contains("i.J") && code.contains("k.L"), code);
    assertFalse(code.matches("(?s).*(a\\.B|e\\.F|g\\.H).*"), code);
  }

  /** One module of the table. */
  private record Row(Set<String> packages, Set<String> dependencies) {}

  /** The table's rows; a row without a module belongs to the one above. */
  private static Map<String, Row> rows() throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    Row row = null;
    for (String line : Files.readAllLines(ROOT.resolve("docs/architecture.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length != 6 || cells[1].startsWith("-") || cells[1].contains("module")) {
        continue;
      }
      for (String module : found(QUOTED, cells[1])) {
        row = new Row(new TreeSet<>(), new TreeSet<>(found(MODULE_NAME, cells[4])));
        rows.put(module, row);
      }
      for (String name : found(QUOTED, cells[2])) {
        row.packages().add(name.replace("….", "io.github.ram4j."));
      }
    }
    return rows;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(match.groupCount()))
        .toList();
  }

  private static String lines(Map<String, Set<String>> sets) {
    StringBuilder lines = new StringBuilder();
    sets.forEach((name, set) -> lines.append(name).append(": ").append(set).append('\n'));
    return lines.toString();
  }

  /** The packages of one cycle, or none. */
  private static List<String> cycle(Map<String, Set<String>> uses) {
    Set<String> done = new TreeSet<>();
    for (String start : new TreeSet<>(uses.keySet())) {
      List<String> cycle = cycleFrom(start, uses, new ArrayList<>(), done);
      if (!cycle.isEmpty()) {
        return cycle;
      }
    }
    return List.of();
  }

  private static List<String> cycleFrom(
      String name, Map<String, Set<String>> uses, List<String> path, Set<String> done) {
    int place = path.indexOf(name);
    if (place >= 0) {
      return List.copyOf(path.subList(place, path.size()));
    }
    if (!done.contains(name)) {
      path.add(name);
      for (String used : uses.get(name)) {
        List<String> cycle = cycleFrom(used, uses, path, done);
        if (!cycle.isEmpty()) {
          return cycle;
        }
      }
      path.remove(path.size() - 1);
      done.add(name);
    }
    return List.of();
  }
}
