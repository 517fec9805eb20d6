package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.image.Normalization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle says of itself in {@code bundle.properties}.
 *
 * @param family of the model
 * @param imageSizePx side of the square input, in pixels
 * @param mean of each channel, red, green, blue, of values in [0, 1]
 * @param std standard deviation of each channel, likewise
 * @param precision of the weights, {@code fp32} or {@code fp16}
 * @param graph name of the ONNX file; its input {@code image} is float32 [batch, 3, size, size],
 *     its output {@code logits} is float32 [batch, tags]
 * @param architecture sizes of the model by name, for people: window, widths, layers, heads
 * @param source what the bundle was made from: {@code name}, {@code bytes}, {@code sha256}, and who
 *     made it
 * @param notes what was assumed when it was made, sentences
 * @param files every file of the bundle but the manifest
 */
public record BundleManifest(
    ModelFamily family,
    int imageSizePx,
    List<Float> mean,
    List<Float> std,
    String precision,
    String graph,
    SortedMap<String, String> architecture,
    SortedMap<String, String> source,
    List<String> notes,
    List<BundleFile> files) {

  /** The version of the bundle format that this library writes, and the only one it reads. */
  public static final int FORMAT = 1;

  /** The manifest's name in a bundle. */
  public static final String FILE_NAME = "bundle.properties";

  /** The tag list's name in a bundle. */
  public static final String TAGS_FILE_NAME = "tags.tsv";

  /** Checks the numbers and that the graph and the tags are among the files. */
  public BundleManifest {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(precision, "precision");
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    architecture = Collections.unmodifiableSortedMap(new TreeMap<>(architecture));
    source = Collections.unmodifiableSortedMap(new TreeMap<>(source));
    notes = List.copyOf(notes);
    files = List.copyOf(files);
    if (imageSizePx < 1) {
      throw new IllegalArgumentException("image-size: expected 1 or more, found " + imageSizePx);
    }
    new Normalization(mean, std);
    for (String needed : List.of(graph, TAGS_FILE_NAME)) {
      if (files.stream().noneMatch(file -> file.name().equals(needed))) {
        throw new IllegalArgumentException("expected a file." + needed + ", found none");
      }
    }
  }

  /**
   * The manifest as text, the same for the same manifest.
   *
   * @return lines of {@code key = value}, to be encoded in UTF-8
   */
  public String toText() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("format", Integer.toString(FORMAT));
    lines.put("family", family.id());
    lines.put("image-size", Integer.toString(imageSizePx));
    lines.put("mean", numbers(mean));
    lines.put("std", numbers(std));
    lines.put("precision", precision);
    lines.put("graph", graph);
    architecture.forEach((key, value) -> lines.put("architecture." + key, value));
    source.forEach((key, value) -> lines.put("source." + key, value));
    for (int i = 0; i < notes.size(); i++) {
      lines.put("note." + (i + 1), notes.get(i));
    }
    files.forEach(file -> lines.put("file." + file.name(), file.bytes() + " " + file.sha256()));
    StringBuilder text = new StringBuilder("# A ram4j bundle; see docs/conversion.md\n");
    lines.forEach(
        (key, value) ->
            text.append(escapedKey(key)).append(" = ").append(escaped(value)).append('\n'));
    return text.toString();
  }

  /**
   * Reads a manifest.
   *
   * @param lines as {@link #toText} wrote them
   * @return the manifest
   * @throws IllegalArgumentException if a line is missing or wrong; the message names it
   */
  static BundleManifest of(Properties lines) {
    String format = text(lines, "format");
    if (!format.equals(Integer.toString(FORMAT))) {
      throw new IllegalArgumentException(
          "format: expected %d, found %s; convert the checkpoint again with this version"
              .formatted(FORMAT, format));
    }
    List<BundleFile> files = new ArrayList<>();
    below(lines, "file.").forEach((name, value) -> files.add(file(name, value)));
    return new BundleManifest(
        ModelFamily.ofId(text(lines, "family")),
        (int) number(text(lines, "image-size"), "image-size"),
        floats(text(lines, "mean"), "mean"),
        floats(text(lines, "std"), "std"),
        text(lines, "precision"),
        text(lines, "graph"),
        below(lines, "architecture."),
        below(lines, "source."),
        notes(lines),
        files);
  }

  private static BundleFile file(String name, String value) {
    String[] parts = value.split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "file.%s: expected a length and a digest, found \"%s\"".formatted(name, value));
    }
    return new BundleFile(name, number(parts[0], "file." + name), parts[1]);
  }

  private static String text(Properties lines, String key) {
    String value = lines.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("expected a line \"" + key + "\", found none");
    }
    return value;
  }

  private static SortedMap<String, String> below(Properties lines, String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        found.put(key.substring(prefix.length()), lines.getProperty(key));
      }
    }
    return found;
  }

  /** In the order of their numbers, 2 before 10. */
  private static List<String> notes(Properties lines) {
    SortedMap<String, String> byNumber =
        new TreeMap<>(
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    byNumber.putAll(below(lines, "note."));
    return new ArrayList<>(byNumber.values());
  }

  private static long number(String text, String key) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && (number <= Integer.MAX_VALUE || key.startsWith("file."))) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw new IllegalArgumentException(
        "%s: expected a whole number, found \"%s\"".formatted(key, text));
  }

  private static List<Float> floats(String text, String key) {
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

  private static String numbers(List<Float> values) {
    return String.join(", ", values.stream().map(value -> Float.toString(value)).toList());
  }

  /** {@link Properties} end a key at the first blank, "=" or ":". */
  private static String escapedKey(String key) {
    return withoutLineEnds(key).replaceAll("[ \t\f=:]", "\\\\$0");
  }

  /** {@link Properties} drop the blanks that a value begins with. */
  private static String escaped(String value) {
    return withoutLineEnds(value).replaceFirst("^[ \t\f]", "\\\\$0");
  }

  private static String withoutLineEnds(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
