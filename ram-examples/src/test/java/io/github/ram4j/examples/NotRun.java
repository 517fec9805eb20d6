package io.github.ram4j.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commands that are not run: parts of their text, each with the reason. */
final class NotRun {
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  static NotRun read() throws IOException {
    NotRun list = new NotRun();
    try (InputStream in = NotRun.class.getResourceAsStream("not-run.tsv")) {
      for (String line :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n", -1)) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 2) {
          throw new IOException(
              "not-run.tsv: expected a part of a command, a tab, a reason; found " + line);
        }
        list.reasons.put(cells[0], cells[1]);
      }
    }
    return list;
  }

  /** The reason why a command is not run. */
  Optional<String> reason(String command) {
    for (Map.Entry<String, String> entry : reasons.entrySet()) {
      if (command.contains(entry.getKey())) {
        used.add(entry.getKey());
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  /** Entries that no command has asked for. */
  Set<String> unused() {
    Set<String> rest = new LinkedHashSet<>(reasons.keySet());
    rest.removeAll(used);
    return rest;
  }
}
