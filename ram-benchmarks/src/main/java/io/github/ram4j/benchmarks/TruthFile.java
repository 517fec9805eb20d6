package io.github.ram4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What pictures show: a line of {@code picture,tag,tag…} each, as the authors' evaluation has it.
 */
final class TruthFile {
  private TruthFile() {}

  /** English names by the picture's path. */
  static Map<String, List<String>> read(Path file) throws IOException {
    Map<String, List<String>> truth = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        List<String> parts = Arrays.asList(line.split(",", -1));
        truth.put(parts.get(0), List.copyOf(parts.subList(1, parts.size())));
      }
    }
    return truth;
  }
}
