package io.github.ram4j.bundle;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.ModelTask;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A builder of manifests, which are checked when they are built. Not thread-safe. */
public final class ManifestBuilder {
  final ModelFamily family;
  Set<ModelTask> tasks = Set.of();
  BundleTarget target = BundleTarget.ANY;
  ModelPrecision precision = ModelPrecision.FP32;
  int largestInt8Weight;

  /** Null for models that take no images. */
  ImagePreparation image;

  final SortedMap<String, GraphSpec> graphs = new TreeMap<>();
  final SortedMap<String, TensorPlace> tensors = new TreeMap<>();
  final SortedMap<String, String> sizes = new TreeMap<>();
  SortedMap<String, String> accuracy = new TreeMap<>();
  SortedMap<String, String> source = new TreeMap<>();
  List<String> notes = List.of();
  List<BundleFile> files = List.of();

  ManifestBuilder(ModelFamily family) {
    this.family = Objects.requireNonNull(family, "family");
  }

  /**
   * Sets the tasks that the model solves.
   *
   * @param all one or more, in the order wanted
   * @return this
   */
  public ManifestBuilder tasks(Iterable<ModelTask> all) {
    Set<ModelTask> given = new LinkedHashSet<>();
    all.forEach(given::add);
    tasks = given;
    return this;
  }

  /**
   * Sets the target; {@link BundleTarget#ANY} otherwise.
   *
   * @param madeFor the target
   * @return this
   */
  public ManifestBuilder target(BundleTarget madeFor) {
    target = Objects.requireNonNull(madeFor, "target");
    return this;
  }

  /**
   * Sets the precision; fp32 otherwise.
   *
   * @param ofWeights the precision
   * @param largestWeight the largest magnitude of an integer weight, 1 to 127; 0 where the
   *     precision is another than int8
   * @return this
   */
  public ManifestBuilder precision(ModelPrecision ofWeights, int largestWeight) {
    precision = Objects.requireNonNull(ofWeights, "precision");
    largestInt8Weight = largestWeight;
    return this;
  }

  /**
   * Sets the preparation of images; a model takes none otherwise.
   *
   * @param preparation the preparation
   * @return this
   */
  public ManifestBuilder image(ImagePreparation preparation) {
    image = Objects.requireNonNull(preparation, "image");
    return this;
  }

  /**
   * Adds a graph.
   *
   * @param name lower-case letters, digits and underscores
   * @param spec its file, inputs and outputs
   * @return this
   */
  public ManifestBuilder graph(String name, GraphSpec spec) {
    graphs.put(plain("graph", name), Objects.requireNonNull(spec, "spec"));
    return this;
  }

  /**
   * Adds a tensor that is read apart from graphs.
   *
   * @param name lower-case letters, digits and underscores
   * @param place its file, which must be one of the bundle's, dtype and shape
   * @return this
   */
  public ManifestBuilder tensor(String name, TensorPlace place) {
    tensors.put(plain("tensor", name), Objects.requireNonNull(place, "place"));
    return this;
  }

  private static String plain(String kind, String name) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "name of a %s: expected lower-case letters, digits and \"_\", found \"%s\""
              .formatted(kind, name));
    }
    return name;
  }

  /**
   * Adds sizes of the model.
   *
   * @param more by name, whole numbers or lists of them
   * @return this
   */
  public ManifestBuilder sizes(Map<String, String> more) {
    sizes.putAll(more);
    return this;
  }

  /**
   * Sets the measured fidelity of the bundle's answers to those of float32.
   *
   * @param measured figures by name, for people
   * @return this
   */
  public ManifestBuilder accuracy(SortedMap<String, String> measured) {
    accuracy = measured;
    return this;
  }

  /**
   * Sets the origin of the bundle.
   *
   * @param madeFrom {@code name}, {@code bytes} and {@code sha256} of the checkpoint, and who made
   *     it
   * @return this
   */
  public ManifestBuilder source(SortedMap<String, String> madeFrom) {
    source = madeFrom;
    return this;
  }

  /**
   * Adds a fact about the origin of the bundle.
   *
   * @param name of the fact
   * @param value the fact, one line
   * @return this
   */
  public ManifestBuilder source(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(source);
    more.put(name, Objects.requireNonNull(value, "value"));
    source = more;
    return this;
  }

  /**
   * Sets the assumptions made when the bundle was converted.
   *
   * @param sentences one each
   * @return this
   */
  public ManifestBuilder notes(List<String> sentences) {
    notes = sentences;
    return this;
  }

  /**
   * Sets the files of the bundle.
   *
   * @param all every file but the manifest
   * @return this
   */
  public ManifestBuilder files(List<BundleFile> all) {
    files = all;
    return this;
  }

  /**
   * Makes the manifest.
   *
   * @return the manifest
   * @throws IllegalArgumentException if something is missing or out of range; the message names it
   */
  public BundleManifest build() {
    return new BundleManifest(this);
  }
}
