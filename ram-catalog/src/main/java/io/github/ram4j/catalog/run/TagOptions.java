package io.github.ram4j.catalog.run;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognition;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.filter.OutputTag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Options of a run that tags images. Immutable: {@link #defaults()} and the {@code with…} methods
 * make them.
 */
public final class TagOptions {
  private static final TagOptions DEFAULTS = new TagOptions(new Parts());

  private final Parts parts;

  /** The parts, changed in copies alone. */
  private static final class Parts implements Cloneable {
    private String program = "ram4j";
    private String words = "{}";
    private @Nullable String model;
    private ExistingTags existing = ExistingTags.SKIP;
    private @Nullable Captioner captioner;
    private boolean embeddings = true;
    private int imagesAtOnce = 1;
    private Predicate<String> paths = path -> true;
    private BooleanSupplier stop = () -> false;
    private @Nullable Function<Recognition, List<OutputTag>> naming;
    private ImageSizes sizes = ImageSizes.UNKNOWN;
    private @Nullable RegionSearch regions;

    Parts copy() {
      try {
        return (Parts) clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("expected a class that can be copied", e);
      }
    }
  }

  private TagOptions(Parts parts) {
    this.parts = parts;
  }

  /**
   * The default options: tags and, where the model has them, embeddings of images that have none.
   *
   * @return the options
   */
  public static TagOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Options with what the catalogue says of the run.
   *
   * @param program name and version
   * @param options a JSON object of what was asked for; a run that was killed is gone on with by
   *     one of the same model and options
   * @return new options
   */
  public TagOptions withProgram(String program, String options) {
    Parts copy = parts.copy();
    copy.program = Objects.requireNonNull(program, "program");
    copy.words = Objects.requireNonNull(options, "options");
    return new TagOptions(copy);
  }

  /**
   * Options with a name of the model for the catalogue and for outputs.
   *
   * @param name for people; by default where the model came from, as it says itself
   * @return new options
   */
  public TagOptions withModel(String name) {
    Parts copy = parts.copy();
    copy.model = Objects.requireNonNull(name, "name");
    return new TagOptions(copy);
  }

  /**
   * Options for tags that are there already.
   *
   * @param existing {@link ExistingTags#SKIP} by default
   * @return new options
   */
  public TagOptions withExisting(ExistingTags existing) {
    Parts copy = parts.copy();
    copy.existing = Objects.requireNonNull(existing, "existing");
    return new TagOptions(copy);
  }

  /**
   * Options that ask for captions, too.
   *
   * @param captioner of the model that recognizes; borrowed as long as the run lasts
   * @return new options
   */
  public TagOptions withCaptions(Captioner captioner) {
    Parts copy = parts.copy();
    copy.captioner = Objects.requireNonNull(captioner, "captioner");
    return new TagOptions(copy);
  }

  /**
   * Options with or without embeddings, which similar images are found by.
   *
   * @param wanted true by default; models that have none are asked for tags alone
   * @return new options
   */
  public TagOptions withEmbeddings(boolean wanted) {
    Parts copy = parts.copy();
    copy.embeddings = wanted;
    return new TagOptions(copy);
  }

  /**
   * Options with a number of images that are recognized at once, each on a thread of its own. For a
   * recognizer whose calls take so few threads that the processors are busy with all of them; with
   * 1 the recognizer infers one batch after the other.
   *
   * @param count 1 by default
   * @return new options
   * @throws IllegalArgumentException if there is none
   */
  public TagOptions withImagesAtOnce(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("images at once: expected 1 or more, found " + count);
    }
    Parts copy = parts.copy();
    copy.imagesAtOnce = count;
    return new TagOptions(copy);
  }

  /**
   * Options that leave out pending images of an earlier scan.
   *
   * @param paths of images that are wanted, below their folder
   * @return new options
   */
  public TagOptions withPaths(Predicate<String> paths) {
    Parts copy = parts.copy();
    copy.paths = Objects.requireNonNull(paths, "paths");
    return new TagOptions(copy);
  }

  /**
   * Options with a condition that ends a run early. What is begun is finished and written.
   *
   * @param condition asked before each image, by the run's thread
   * @return new options
   */
  public TagOptions withStop(BooleanSupplier condition) {
    Parts copy = parts.copy();
    copy.stop = Objects.requireNonNull(condition, "condition");
    return new TagOptions(copy);
  }

  /**
   * Options with names under which tags are written.
   *
   * @param naming from a recognition to the tags to be written, each name and path once
   * @return new options
   */
  public TagOptions withNaming(Function<Recognition, List<OutputTag>> naming) {
    Parts copy = parts.copy();
    copy.naming = Objects.requireNonNull(naming, "naming");
    return new TagOptions(copy);
  }

  /**
   * Options with a reader of images' sizes, for the columns {@code width} and {@code height}.
   *
   * @param sizes by default one that knows none
   * @return new options
   */
  public TagOptions withSizes(ImageSizes sizes) {
    Parts copy = parts.copy();
    copy.sizes = Objects.requireNonNull(sizes, "sizes");
    return new TagOptions(copy);
  }

  /**
   * Options that ask for regions of the tags, too, one image after the other in the run's thread.
   * Where regions are not asked for, those of earlier runs stay, as long as the file is the same.
   *
   * @param search finds them
   * @return new options
   */
  public TagOptions withRegions(RegionSearch search) {
    Parts copy = parts.copy();
    copy.regions = Objects.requireNonNull(search, "search");
    return new TagOptions(copy);
  }

  Optional<RegionSearch> regions() {
    return Optional.ofNullable(parts.regions);
  }

  ImageSizes sizes() {
    return parts.sizes;
  }

  String program() {
    return parts.program;
  }

  String words() {
    return parts.words;
  }

  Optional<String> model() {
    return Optional.ofNullable(parts.model);
  }

  ExistingTags existing() {
    return parts.existing;
  }

  Optional<Captioner> captioner() {
    return Optional.ofNullable(parts.captioner);
  }

  int imagesAtOnce() {
    return parts.imagesAtOnce;
  }

  boolean embeddings() {
    return parts.embeddings;
  }

  Predicate<String> paths() {
    return parts.paths;
  }

  BooleanSupplier stop() {
    return parts.stop;
  }

  Optional<Function<Recognition, List<OutputTag>>> naming() {
    return Optional.ofNullable(parts.naming);
  }
}
