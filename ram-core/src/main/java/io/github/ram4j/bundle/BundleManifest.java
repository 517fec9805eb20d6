package io.github.ram4j.bundle;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.ModelTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The manifest of a bundle, {@code bundle.properties}: family and tasks of its model, the target it
 * was made for, and all that is needed to run it. Immutable; {@link #builder} makes one.
 */
public final class BundleManifest {
  /** The version of the bundle format that this library writes; it reads version 2, too. */
  public static final int FORMAT = 3;

  /** The first version of this library that reads the format it writes. */
  static final String READER = "0.1.0";

  /**
   * The largest magnitude of int8 weights with which products are the same on every processor: on
   * x86-64 without VNNI, two products of uint8 by int8 are added in 16 bits, where 255 · 64 · 2
   * fits.
   */
  public static final int PORTABLE_INT8_WEIGHT = 64;

  /** The manifest's name in a bundle. */
  public static final String FILE_NAME = "bundle.properties";

  /** The tag list's name in a bundle. */
  public static final String TAGS_FILE_NAME = "tags.tsv";

  /** The name, in a bundle, of the token vocabulary that captions are made of. */
  public static final String WORDS_FILE_NAME = "vocab.txt";

  /** The file of new tags that a bundle carries beside those of its list. */
  public static final String NEW_TAGS_FILE_NAME = "new_tags.zip";

  private final ModelFamily family;
  private final Set<ModelTask> tasks;
  private final BundleTarget target;
  private final ModelPrecision precision;
  private final int largestInt8Weight;

  /** Null for models that take no images. */
  private final ImagePreparation image;

  private final SortedMap<String, GraphSpec> graphs;
  private final SortedMap<String, TensorPlace> tensors;
  private final SortedMap<String, String> sizes;
  private final SortedMap<String, String> accuracy;
  private final SortedMap<String, String> source;
  private final List<String> notes;
  private final List<BundleFile> files;

  BundleManifest(ManifestBuilder parts) {
    this.family = parts.family;
    this.tasks = Collections.unmodifiableSet(new LinkedHashSet<>(parts.tasks));
    this.target = parts.target;
    this.precision = parts.precision;
    this.largestInt8Weight = parts.largestInt8Weight;
    this.image = parts.image;
    this.graphs = Collections.unmodifiableSortedMap(new TreeMap<>(parts.graphs));
    this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(parts.tensors));
    this.sizes = Collections.unmodifiableSortedMap(new TreeMap<>(parts.sizes));
    this.accuracy = Collections.unmodifiableSortedMap(new TreeMap<>(parts.accuracy));
    this.source = Collections.unmodifiableSortedMap(new TreeMap<>(parts.source));
    this.notes = List.copyOf(parts.notes);
    this.files = List.copyOf(parts.files);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("tasks: expected one or more, found none");
    }
    requireInt8Range();
    CaptionSizes.of(this);
    requireFiles();
    tensors.forEach((name, place) -> place.requireIn(name, files, tensors));
  }

  /**
   * A builder of a manifest, at first of fp32 weights for any target, without tasks, graphs and
   * files.
   *
   * @param family of the model
   * @return a new builder
   */
  public static ManifestBuilder builder(ModelFamily family) {
    return new ManifestBuilder(family);
  }

  /**
   * A builder that starts from this manifest.
   *
   * @return a new builder
   */
  public ManifestBuilder toBuilder() {
    ManifestBuilder parts =
        new ManifestBuilder(family)
            .tasks(tasks)
            .target(target)
            .precision(precision, largestInt8Weight)
            .sizes(sizes)
            .accuracy(accuracy)
            .source(source)
            .notes(notes)
            .files(files);
    image().ifPresent(parts::image);
    graphs.forEach(parts::graph);
    tensors.forEach(parts::tensor);
    return parts;
  }

  private void requireInt8Range() {
    boolean fits =
        precision == ModelPrecision.INT8
            ? largestInt8Weight >= 1 && largestInt8Weight <= Byte.MAX_VALUE
            : largestInt8Weight == 0;
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: expected 1 to 127 for int8 and 0 for others, found %d for %s"
              .formatted(ManifestKeys.LARGEST_INT8_WEIGHT, largestInt8Weight, precision));
    }
  }

  private void requireFiles() {
    List<String> needs = new ArrayList<>(graphs.values().stream().map(GraphSpec::file).toList());
    if (tasks.contains(ModelTask.TAGGING)) {
      needs.add(TAGS_FILE_NAME);
    }
    if (tasks.contains(ModelTask.CAPTIONING)) {
      needs.add(WORDS_FILE_NAME);
    }
    Set<String> names = files.stream().map(BundleFile::name).collect(Collectors.toSet());
    for (String needed : needs) {
      if (!names.contains(needed)) {
        throw new IllegalArgumentException("expected a file." + needed + ", found none");
      }
    }
  }

  /**
   * Returns whether a file is part of the bundle.
   *
   * @param name of the file
   * @return whether the manifest lists it
   */
  public boolean hasFile(String name) {
    return files.stream().anyMatch(file -> file.name().equals(name));
  }

  /**
   * The family of the model.
   *
   * @return the family, which may be one that this version has no constant for
   */
  public ModelFamily family() {
    return family;
  }

  /**
   * The tasks that the model solves.
   *
   * @return one or more, in the manifest's order
   */
  public Set<ModelTask> tasks() {
    return tasks;
  }

  /**
   * The target that the graphs were made for.
   *
   * @return the target, which may be one that this version has no constant for
   */
  public BundleTarget target() {
    return target;
  }

  /**
   * The precision of the weights.
   *
   * @return fp32, fp16 or int8
   */
  public ModelPrecision precision() {
    return precision;
  }

  /**
   * The largest magnitude of an integer weight. Up to {@value #PORTABLE_INT8_WEIGHT} every
   * processor computes the same.
   *
   * @return 1 to 127; 0 where the precision is another than int8
   */
  public int largestInt8Weight() {
    return largestInt8Weight;
  }

  /**
   * The preparation of images.
   *
   * @return empty where the model takes none
   */
  public Optional<ImagePreparation> image() {
    return Optional.ofNullable(image);
  }

  /**
   * The size that images are brought to.
   *
   * @return pixels, as {@link ImagePreparation#sizePx} has it
   * @throws ModelException if the model takes no images
   */
  public int imageSizePx() {
    return image()
        .orElseThrow(
            () ->
                new ModelException(
                    "image.size: expected a model that takes images, found %s for %s"
                        .formatted(family, tasks)))
        .sizePx();
  }

  /**
   * The graphs.
   *
   * @return by name
   */
  public SortedMap<String, GraphSpec> graphs() {
    return graphs;
  }

  /**
   * The tensors that are read apart from graphs.
   *
   * @return by name
   */
  public SortedMap<String, TensorPlace> tensors() {
    return tensors;
  }

  /**
   * The sizes of the model: window, widths, layers, heads, …
   *
   * @return by name, whole numbers or lists of them
   */
  public SortedMap<String, String> sizes() {
    return sizes;
  }

  /**
   * A size that a task needs.
   *
   * @param name of the size
   * @return the number, 0 or more
   * @throws IllegalArgumentException if it is missing or no whole number
   */
  public int size(String name) {
    String key = ManifestKeys.SIZE + name;
    String value = sizes.get(name);
    if (value == null) {
      throw new IllegalArgumentException("expected a line \"" + key + "\", found none");
    }
    return (int) ManifestKeys.number(value, key);
  }

  /**
   * The fidelity of the bundle's answers to those of float32, measured when it was converted.
   *
   * @return by name, for people; empty where nothing was measured
   */
  public SortedMap<String, String> accuracy() {
    return accuracy;
  }

  /**
   * The origin of the bundle.
   *
   * @return {@code name}, {@code bytes} and {@code sha256} of the checkpoint, and who made it
   */
  public SortedMap<String, String> source() {
    return source;
  }

  /**
   * The assumptions made when the bundle was converted.
   *
   * @return sentences
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * The files of the bundle.
   *
   * @return every file but the manifest
   */
  public List<BundleFile> files() {
    return files;
  }

  /**
   * The manifest as text, the same for the same manifest.
   *
   * @return lines of {@code key = value}, to be encoded in UTF-8
   */
  public String toText() {
    return ManifestWriter.write(this);
  }

  /**
   * Reads a manifest.
   *
   * @param lines the lines of {@link #toText}, or of an earlier version in format 2
   * @return the manifest
   * @throws IllegalArgumentException if a line is missing or wrong; the message names it
   */
  static BundleManifest of(Properties lines) {
    return ManifestReader.read(lines);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BundleManifest that && toText().equals(that.toText());
  }

  @Override
  public int hashCode() {
    return toText().hashCode();
  }

  /** Family, tasks and target, for people. */
  @Override
  public String toString() {
    return "BundleManifest[%s, %s, %s, %s]".formatted(family, tasks, target, precision);
  }
}
