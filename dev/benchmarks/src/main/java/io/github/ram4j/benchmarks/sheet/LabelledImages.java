package io.github.ram4j.benchmarks.sheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Images with their true and neutral tags.
 *
 * @param truth tags that an image shows, by its file
 * @param neutral tags that are neither right nor wrong
 */
record LabelledImages(Map<Path, Set<String>> truth, Map<Path, Set<String>> neutral) {

  /** Reads files of lines {@code image,tag,tag…}, images beside the first of them. */
  static LabelledImages read(Path truth, Path neutral) throws IOException {
    Path folder = truth.toAbsolutePath().getParent();
    return new LabelledImages(labels(truth, folder), labels(neutral, folder));
  }

  private static Map<Path, Set<String>> labels(Path file, Path folder) throws IOException {
    Map<Path, Set<String>> labels = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      List<String> parts = Arrays.asList(line.split(",", -1));
      labels.put(folder.resolve(parts.get(0)), Set.copyOf(parts.subList(1, parts.size())));
    }
    return labels;
  }

  Verdict verdict(Path image, String tag) {
    if (truth.getOrDefault(image, Set.of()).contains(tag)) {
      return Verdict.RIGHT;
    }
    return neutral.getOrDefault(image, Set.of()).contains(tag) ? Verdict.NEUTRAL : Verdict.WRONG;
  }
}
