package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * @param precision of the weights, {@code fp32}, {@code fp16} or {@code int8}
 * @param largestInt8Weight the largest magnitude of an integer weight, from 1 to 127; 0 where the
 *     precision is another. Up to {@value #PORTABLE_INT8_WEIGHT} every processor computes the same
 * @param accuracy how far answers were from float32's when the bundle was made, by name, for
 *     people: images, correlation, shared tags; empty where nothing was measured
 * @param graphs name of each graph's ONNX file; an image encoder and a tagging head always, a tag
 *     encoder and a caption decoder where the bundle writes captions
 * @param captions sizes of the caption half, empty if the bundle has none
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
    int largestInt8Weight,
    SortedMap<String, String> accuracy,
    Map<GraphRole, String> graphs,
    Optional<CaptionSizes> captions,
    SortedMap<String, String> architecture,
    SortedMap<String, String> source,
    List<String> notes,
    List<BundleFile> files) {

  /** The version of the bundle format that this library writes, and the only one it reads. */
  public static final int FORMAT = 2;

  /**
   * The largest magnitude of int8 weights with which products are the same on every processor: on
   * x86-64 without VNNI, two products of uint8 by int8 are added in 16 bits, where 255 · 64 · 2
   * fits.
   */
  public static final int PORTABLE_INT8_WEIGHT = 64;

  private static final String INT8 = "int8";
  private static final String LARGEST_INT8_WEIGHT = "int8.largest-weight";

  /** The manifest's name in a bundle. */
  public static final String FILE_NAME = "bundle.properties";

  /** The tag list's name in a bundle. */
  public static final String TAGS_FILE_NAME = "tags.tsv";

  /** The name, in a bundle, of the list of words that captions are made of. */
  public static final String WORDS_FILE_NAME = "vocab.txt";

  /** Checks the numbers, and that graphs, tags and words are among the files. */
  public BundleManifest {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(precision, "precision");
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    accuracy = Collections.unmodifiableSortedMap(new TreeMap<>(accuracy));
    architecture = Collections.unmodifiableSortedMap(new TreeMap<>(architecture));
    source = Collections.unmodifiableSortedMap(new TreeMap<>(source));
    notes = List.copyOf(notes);
    files = List.copyOf(files);
    if (imageSizePx < 1) {
      throw new IllegalArgumentException("image-size: expected 1 or more, found " + imageSizePx);
    }
    boolean fits =
        precision.equals(INT8)
            ? largestInt8Weight >= 1 && largestInt8Weight <= Byte.MAX_VALUE
            : largestInt8Weight == 0;
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: expected 1 to 127 for int8 and 0 for others, found %d for %s"
              .formatted(LARGEST_INT8_WEIGHT, largestInt8Weight, precision));
    }
    new Normalization(mean, std);
    Map<GraphRole, String> byRole = new EnumMap<>(GraphRole.class);
    byRole.putAll(graphs);
    graphs = Collections.unmodifiableMap(byRole);
    requireGraphs(graphs, captions.isPresent());
    List<String> needs = new ArrayList<>(graphs.values());
    needs.add(TAGS_FILE_NAME);
    captions.ifPresent(sizes -> needs.add(WORDS_FILE_NAME));
    for (String needed : needs) {
      if (files.stream().noneMatch(file -> file.name().equals(needed))) {
        throw new IllegalArgumentException("expected a file." + needed + ", found none");
      }
    }
  }

  /**
   * The same manifest with what was measured.
   *
   * @param measured how far answers are from float32's, by name
   * @return a new manifest
   */
  public BundleManifest withAccuracy(SortedMap<String, String> measured) {
    return new BundleManifest(
        family,
        imageSizePx,
        mean,
        std,
        precision,
        largestInt8Weight,
        measured,
        graphs,
        captions,
        architecture,
        source,
        notes,
        files);
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
    if (largestInt8Weight > 0) {
      lines.put(LARGEST_INT8_WEIGHT, Integer.toString(largestInt8Weight));
    }
    accuracy.forEach((key, value) -> lines.put("accuracy." + key, value));
    graphs.forEach((role, file) -> lines.put("graph." + role.id(), file));
    captions.ifPresent(
        sizes -> {
          lines.put("captions.layers", Integer.toString(sizes.layers()));
          lines.put("captions.heads", Integer.toString(sizes.heads()));
          lines.put("captions.head-width", Integer.toString(sizes.headWidth()));
          lines.put("captions.vocabulary", Integer.toString(sizes.vocabulary()));
          lines.put("captions.positions", Integer.toString(sizes.positions()));
        });
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
        size(lines, "image-size"),
        floats(text(lines, "mean"), "mean"),
        floats(text(lines, "std"), "std"),
        text(lines, "precision"),
        largestInt8Weight(lines),
        below(lines, "accuracy."),
        graphs(lines),
        captions(lines),
        below(lines, "architecture."),
        below(lines, "source."),
        notes(lines),
        files);
  }

  /** Bundles of earlier versions do not say it, and have the whole range. */
  private static int largestInt8Weight(Properties lines) {
    if (lines.containsKey(LARGEST_INT8_WEIGHT)) {
      return size(lines, LARGEST_INT8_WEIGHT);
    }
    return text(lines, "precision").equals(INT8) ? Byte.MAX_VALUE : 0;
  }

  private static void requireGraphs(Map<GraphRole, String> graphs, boolean captions) {
    for (GraphRole role : GraphRole.values()) {
      boolean always = role == GraphRole.IMAGE_ENCODER || role == GraphRole.TAGGING_HEAD;
      if (graphs.containsKey(role) != (always || captions)) {
        throw new IllegalArgumentException(
            "graph.%s: expected %s, found graphs %s"
                .formatted(
                    role.id(),
                    always || captions ? "a file" : "none in a bundle without captions",
                    graphs));
      }
    }
  }

  private static Map<GraphRole, String> graphs(Properties lines) {
    Map<GraphRole, String> graphs = new EnumMap<>(GraphRole.class);
    for (GraphRole role : GraphRole.values()) {
      String file = lines.getProperty("graph." + role.id());
      if (file != null) {
        graphs.put(role, file);
      }
    }
    return graphs;
  }

  private static Optional<CaptionSizes> captions(Properties lines) {
    if (below(lines, "captions.").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CaptionSizes(
            size(lines, "captions.layers"),
            size(lines, "captions.heads"),
            size(lines, "captions.head-width"),
            size(lines, "captions.vocabulary"),
            size(lines, "captions.positions")));
  }

  private static int size(Properties lines, String key) {
    return (int) number(text(lines, key), key);
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
