package io.github.ram4j.convert.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of a file that are no weights of the model, for its report. Not thread-safe. */
final class Ignored {
  private static final int MAX = 1_000;

  private final List<String> entries = new ArrayList<>();
  private final Map<String, Integer> groups = new LinkedHashMap<>();

  /** Adds an entry that is no tensor. */
  void entry(String prefix, Object key) {
    if (entries.size() < MAX) {
      entries.add(prefix + shown(key));
    } else if (entries.size() == MAX) {
      entries.add("…");
    }
  }

  /** Adds a tensor outside the model; such tensors are counted by the prefix of their names. */
  void tensor(String name) {
    String group = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    if (groups.size() < MAX || groups.containsKey(group)) {
      groups.merge(group, 1, Integer::sum);
    }
  }

  /** Returns all entries in the order of addition, other tensors last. */
  List<String> list() {
    List<String> all = new ArrayList<>(entries);
    groups.forEach(
        (group, count) -> all.add(count == 1 ? group : "%s (%d tensors)".formatted(group, count)));
    return List.copyOf(all);
  }

  static String shown(Object key) {
    String shown =
        key instanceof String || key instanceof Number || key instanceof Boolean
            ? key.toString()
            : Py.kind(key);
    return shown.length() > StateDict.MAX_NAME
        ? shown.substring(0, StateDict.MAX_NAME) + "…"
        : shown;
  }
}
