package io.github.ram4j.bundle;

import io.github.ram4j.ModelTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A writer of manifests, as lines that {@link java.util.Properties} read. */
final class ManifestWriter {
  private final Map<String, String> lines = new LinkedHashMap<>();

  private ManifestWriter() {}

  static String write(BundleManifest manifest) {
    ManifestWriter writer = new ManifestWriter();
    writer.put(manifest);
    StringBuilder text = new StringBuilder("# A ram4j bundle; see docs/bundle-format.md\n");
    writer.lines.forEach(
        (key, value) ->
            text.append(escapedKey(key)).append(" = ").append(escaped(value)).append('\n'));
    return text.toString();
  }

  private void put(BundleManifest manifest) {
    lines.put(ManifestKeys.FORMAT, Integer.toString(BundleManifest.FORMAT));
    lines.put(ManifestKeys.READER, BundleManifest.READER);
    lines.put(ManifestKeys.FAMILY, manifest.family().id());
    lines.put(
        ManifestKeys.TASKS,
        manifest.tasks().stream().map(ModelTask::id).collect(Collectors.joining(", ")));
    lines.put(ManifestKeys.TARGET, manifest.target().id());
    lines.put(ManifestKeys.PRECISION, manifest.precision().id());
    if (manifest.largestInt8Weight() > 0) {
      lines.put(ManifestKeys.LARGEST_INT8_WEIGHT, Integer.toString(manifest.largestInt8Weight()));
    }
    putAll(ManifestKeys.ACCURACY, manifest.accuracy());
    manifest.image().ifPresent(this::put);
    manifest.graphs().forEach(this::put);
    manifest
        .tensors()
        .forEach((name, place) -> lines.put(ManifestKeys.TENSOR + name, place.toString()));
    putAll(ManifestKeys.SIZE, manifest.sizes());
    putAll(ManifestKeys.SOURCE, manifest.source());
    for (int i = 0; i < manifest.notes().size(); i++) {
      lines.put(ManifestKeys.NOTE + (i + 1), manifest.notes().get(i));
    }
    for (BundleFile file : manifest.files()) {
      lines.put(ManifestKeys.FILE + file.name(), file.bytes() + " " + file.sha256());
    }
  }

  private void put(ImagePreparation image) {
    lines.put(ManifestKeys.RESIZE, image.resize().id());
    lines.put(ManifestKeys.IMAGE_SIZE, Integer.toString(image.sizePx()));
    image.longestPx().ifPresent(px -> lines.put(ManifestKeys.LONGEST, Integer.toString(px)));
    lines.put(ManifestKeys.MEAN, numbers(image.normalization().mean()));
    lines.put(ManifestKeys.STD, numbers(image.normalization().std()));
    lines.put(ManifestKeys.INTERPOLATION, image.interpolation().id());
  }

  private void put(String name, GraphSpec graph) {
    String key = ManifestKeys.GRAPH + name;
    lines.put(key + ManifestReader.GRAPH_FILE, graph.file());
    graph.inputs().forEach((input, tensor) -> put(key + ManifestReader.INPUT + input, tensor));
    graph.outputs().forEach((output, tensor) -> put(key + ManifestReader.OUTPUT + output, tensor));
  }

  private void put(String key, TensorSpec tensor) {
    lines.put(key, tensor.toString());
  }

  private void putAll(String prefix, SortedMap<String, String> values) {
    values.forEach((key, value) -> lines.put(prefix + key, value));
  }

  private static String numbers(List<Float> values) {
    return String.join(", ", values.stream().map(value -> Float.toString(value)).toList());
  }

  /** {@link java.util.Properties} end a key at the first blank, "=" or ":". */
  private static String escapedKey(String key) {
    return withoutLineEnds(key).replaceAll("[ \t\f=:]", "\\\\$0");
  }

  /** {@link java.util.Properties} drop the blanks that a value begins with. */
  private static String escaped(String value) {
    return withoutLineEnds(value).replaceFirst("^[ \t\f]", "\\\\$0");
  }

  private static String withoutLineEnds(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
