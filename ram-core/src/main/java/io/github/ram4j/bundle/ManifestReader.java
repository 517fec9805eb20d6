package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.ModelTask;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A reader of manifests in the format that this version writes; {@link ManifestFormat2} has the
 * earlier one.
 */
final class ManifestReader {
  static final String GRAPH_FILE = ".file";
  static final String INPUT = ".input.";
  static final String OUTPUT = ".output.";

  private final ManifestLines lines;

  private ManifestReader(ManifestLines lines) {
    this.lines = lines;
  }

  /**
   * Reads a manifest of any format that this version knows.
   *
   * @throws IllegalArgumentException if a line is missing or wrong; the message names it
   */
  static BundleManifest read(Properties properties) {
    ManifestLines lines = new ManifestLines(properties);
    String format = lines.text(ManifestKeys.FORMAT);
    if (format.equals(Integer.toString(BundleManifest.FORMAT))) {
      return new ManifestReader(lines).read();
    }
    if (format.equals(ManifestFormat2.FORMAT)) {
      return ManifestFormat2.read(lines);
    }
    throw new IllegalArgumentException(
        "format: expected %s or %d, found %s; %s"
            .formatted(
                ManifestFormat2.FORMAT, BundleManifest.FORMAT, format, remedy(format, lines)));
  }

  private static String remedy(String format, ManifestLines lines) {
    boolean newer =
        format.matches("[1-9]\\d*")
            && (format.length() > 9 || Integer.parseInt(format) > BundleManifest.FORMAT);
    return newer
        ? "ram4j %s reads it"
            .formatted(lines.optional(ManifestKeys.READER).orElse("of a later version"))
        : "convert the checkpoint again with this version";
  }

  private BundleManifest read() {
    ManifestBuilder manifest =
        BundleManifest.builder(new ModelFamily(lines.text(ManifestKeys.FAMILY)))
            .tasks(
                Arrays.stream(lines.text(ManifestKeys.TASKS).split(",", -1))
                    .map(task -> new ModelTask(task.strip()))
                    .toList())
            .target(new BundleTarget(lines.text(ManifestKeys.TARGET)))
            .precision(
                ModelPrecision.ofId(lines.text(ManifestKeys.PRECISION)), largestInt8Weight());
    if (lines.has("image.")) {
      manifest.image(image());
    }
    graphs().forEach(manifest::graph);
    lines
        .below(ManifestKeys.TENSOR)
        .forEach(
            (name, value) ->
                manifest.tensor(
                    name, parsed(ManifestKeys.TENSOR + name, value, TensorPlace::parse)));
    manifest.sizes(lines.below(ManifestKeys.SIZE));
    return lines.addCommon(manifest).build();
  }

  private int largestInt8Weight() {
    return lines.optional(ManifestKeys.LARGEST_INT8_WEIGHT).isPresent()
        ? lines.size(ManifestKeys.LARGEST_INT8_WEIGHT)
        : 0;
  }

  private ImagePreparation image() {
    return ImagePreparation.of(
            ImageResize.ofId(lines.text(ManifestKeys.RESIZE)),
            lines.size(ManifestKeys.IMAGE_SIZE),
            lines.optional(ManifestKeys.LONGEST).isPresent()
                ? OptionalInt.of(lines.size(ManifestKeys.LONGEST))
                : OptionalInt.empty())
        .withInterpolation(ImageInterpolation.ofId(lines.text(ManifestKeys.INTERPOLATION)))
        .withNormalization(
            new Normalization(lines.floats(ManifestKeys.MEAN), lines.floats(ManifestKeys.STD)));
  }

  private Map<String, GraphSpec> graphs() {
    Map<String, GraphSpec> graphs = new LinkedHashMap<>();
    for (String rest : lines.below(ManifestKeys.GRAPH).keySet()) {
      String name = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
      graphs.computeIfAbsent(name, this::graph);
    }
    return graphs;
  }

  private GraphSpec graph(String name) {
    String key = ManifestKeys.GRAPH + name;
    return new GraphSpec(lines.text(key + GRAPH_FILE), tensors(key + INPUT), tensors(key + OUTPUT));
  }

  private SortedMap<String, TensorSpec> tensors(String prefix) {
    SortedMap<String, TensorSpec> tensors = new TreeMap<>();
    lines
        .below(prefix)
        .forEach(
            (name, value) -> tensors.put(name, parsed(prefix + name, value, TensorSpec::parse)));
    return tensors;
  }

  private static <T> T parsed(String key, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }
}
