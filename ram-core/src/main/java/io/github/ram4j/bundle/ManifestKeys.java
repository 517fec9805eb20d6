package io.github.ram4j.bundle;

/** Keys of a manifest's lines, and the numbers in them. */
final class ManifestKeys {
  static final String FORMAT = "format";
  static final String READER = "reader";
  static final String FAMILY = "family";
  static final String TASKS = "tasks";
  static final String TARGET = "target";
  static final String PRECISION = "precision";
  static final String LARGEST_INT8_WEIGHT = "int8.largest-weight";
  static final String RESIZE = "image.resize";
  static final String IMAGE_SIZE = "image.size";
  static final String LONGEST = "image.longest";
  static final String MEAN = "image.mean";
  static final String STD = "image.std";
  static final String INTERPOLATION = "image.interpolation";

  /** Prefixes, which a name follows. */
  static final String GRAPH = "graph.";

  static final String TENSOR = "tensor.";
  static final String SIZE = "size.";
  static final String ACCURACY = "accuracy.";
  static final String SOURCE = "source.";
  static final String NOTE = "note.";
  static final String FILE = "file.";

  private ManifestKeys() {}

  /** A whole number, 0 or more; below 2^31 unless it is the length of a file. */
  static long number(String text, String key) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && (number <= Integer.MAX_VALUE || key.startsWith(FILE))) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw new IllegalArgumentException(
        "%s: expected a whole number, found \"%s\"".formatted(key, text));
  }
}
