package io.github.ram4j.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of a manifest, with the parts common to all formats. */
final class ManifestLines {
  /** In the order of their keys, so that lines of one prefix are found without a look at all. */
  private final SortedMap<String, String> lines = new TreeMap<>();

  ManifestLines(Properties properties) {
    for (String key : properties.stringPropertyNames()) {
      lines.put(key, properties.getProperty(key));
    }
  }

  Optional<String> optional(String key) {
    return Optional.ofNullable(lines.get(key));
  }

  /** A line that must be there. */
  String text(String key) {
    return optional(key)
        .orElseThrow(
            () -> new IllegalArgumentException("expected a line \"" + key + "\", found none"));
  }

  int size(String key) {
    return (int) ManifestKeys.number(text(key), key);
  }

  boolean has(String prefix) {
    return !from(prefix).isEmpty();
  }

  /** Lines whose keys have a prefix, by the rest of the key. */
  SortedMap<String, String> below(String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    from(prefix).forEach((key, value) -> found.put(key.substring(prefix.length()), value));
    return found;
  }

  private SortedMap<String, String> from(String prefix) {
    int last = prefix.length() - 1;
    String after = prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    return lines.subMap(prefix, after);
  }

  List<Float> floats(String key) {
    String text = text(key);
    List<Float> values = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        values.add(Float.valueOf(part.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "%s: expected numbers separated by commas, found \"%s\"".formatted(key, text), e);
      }
    }
    return values;
  }

  /** Measurements, origin, notes and files, which all formats write alike. */
  ManifestBuilder addCommon(ManifestBuilder manifest) {
    List<BundleFile> files = new ArrayList<>();
    below(ManifestKeys.FILE).forEach((name, value) -> files.add(file(name, value)));
    return manifest
        .accuracy(below(ManifestKeys.ACCURACY))
        .source(below(ManifestKeys.SOURCE))
        .notes(notes())
        .files(files);
  }

  private static BundleFile file(String name, String value) {
    String key = ManifestKeys.FILE + name;
    String[] parts = value.split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "%s: expected a length and a digest, found \"%s\"".formatted(key, value));
    }
    return new BundleFile(name, ManifestKeys.number(parts[0], key), parts[1]);
  }

  /** The notes in the order of their numbers, 2 before 10. */
  private List<String> notes() {
    SortedMap<String, String> byNumber =
        new TreeMap<>(
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    byNumber.putAll(below(ManifestKeys.NOTE));
    return new ArrayList<>(byNumber.values());
  }
}
