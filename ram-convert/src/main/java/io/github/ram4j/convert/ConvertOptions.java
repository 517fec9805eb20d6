package io.github.ram4j.convert;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.convert.layout.ConvertDefaults;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Options of a conversion. Immutable: {@link #defaults()} and the {@code with…} methods make them.
 */
public final class ConvertOptions {

  /** All options; never changed once an object of the outer class has it. */
  private static final class Values implements Cloneable {
    private Optional<String> weights = Optional.empty();
    private OptionalInt imageSizePx = OptionalInt.empty();
    private OptionalInt window = OptionalInt.empty();
    private int headHeads = ConvertDefaults.HEAD_HEADS;
    private int textHeads = ConvertDefaults.TEXT_HEADS;
    private Optional<TagVocabulary> vocabulary = Optional.empty();
    private Optional<Path> words = Optional.empty();
    private UnaryOperator<TagVocabulary> subset = UnaryOperator.identity();
    private Precision precision = Precision.FP32;
    private BundleTarget target = BundleTarget.ANY;
    private Set<String> floatProducts = Set.of();
    private BundleMeasurement measurement = BundleMeasurement.NONE;
    private boolean replace;
    private ConvertProgress progress = ConvertProgress.NONE;

    @Override
    protected Values clone() {
      try {
        return (Values) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("the class is cloneable", e);
      }
    }
  }

  private final Values values;

  private ConvertOptions(Values values) {
    this.values = values;
  }

  private ConvertOptions with(Consumer<Values> change) {
    Values changed = values.clone();
    change.accept(changed);
    return new ConvertOptions(changed);
  }

  /**
   * Sizes from the checkpoint, the published tags, all of them, fp32, for any target, nothing
   * replaced.
   *
   * @return the options
   */
  public static ConvertOptions defaults() {
    return new ConvertOptions(new Values());
  }

  /**
   * Options with a choice among several models in one checkpoint, such as a model and the average
   * of its weights.
   *
   * @param name the entry it is under, as the report calls it, such as {@code model_ema} or {@code
   *     state_dict.ema_model}, or {@code .} for the top level; by default the one that was trained
   * @return new options
   */
  public ConvertOptions withWeights(String name) {
    return with(to -> to.weights = Optional.of(name));
  }

  /**
   * Options with an image size, which is found out otherwise.
   *
   * @param sizePx side of the input in pixels, 1 or more
   * @return new options
   */
  public ConvertOptions withImageSize(int sizePx) {
    requirePositive(sizePx, "image size");
    return with(to -> to.imageSizePx = OptionalInt.of(sizePx));
  }

  /**
   * Options with an attention window, which is the checkpoint's own otherwise. Position bias tables
   * are resampled where it differs.
   *
   * @param tokens side of the window in tokens, 1 or more
   * @return new options
   */
  public ConvertOptions withWindow(int tokens) {
    requirePositive(tokens, "window");
    return with(to -> to.window = OptionalInt.of(tokens));
  }

  /**
   * Options with numbers of attention heads, which no checkpoint tells.
   *
   * @param head heads of the tagging head, 4 as published
   * @param text heads of the caption parts, 12 as published
   * @return new options
   */
  public ConvertOptions withHeads(int head, int text) {
    requirePositive(head, "heads of the tagging head");
    requirePositive(text, "heads of the caption parts");
    return with(
        to -> {
          to.headHeads = head;
          to.textHeads = text;
        });
  }

  /**
   * Options with the tags of a checkpoint that has other tags than the published.
   *
   * @param tags all of them, in the checkpoint's order
   * @return new options
   */
  public ConvertOptions withVocabulary(TagVocabulary tags) {
    return with(to -> to.vocabulary = Optional.of(tags));
  }

  /**
   * Options with captions, for Tag2Text; they are left out otherwise.
   *
   * @param list the token vocabulary that they are made of, bert-base-uncased's {@code vocab.txt}
   *     or {@code tokenizer.json} for the published checkpoint
   * @return new options
   */
  public ConvertOptions withWords(Path list) {
    return with(to -> to.words = Optional.of(list));
  }

  /**
   * Options with a choice of tags; the model's cost falls with their number.
   *
   * @param choice given all tags, gives those to keep, for example {@code all ->
   *     all.subset(names)}. They are found by their names, as {@link TagVocabulary} says, and keep
   *     the ids that they have in the checkpoint's list
   * @return new options
   */
  public ConvertOptions withSubset(UnaryOperator<TagVocabulary> choice) {
    Objects.requireNonNull(choice, "subset");
    return with(to -> to.subset = choice);
  }

  /**
   * Options with a precision.
   *
   * @param ofWeights what they are stored as
   * @return new options
   */
  public ConvertOptions withPrecision(Precision ofWeights) {
    Objects.requireNonNull(ofWeights, "precision");
    return with(to -> to.precision = ofWeights);
  }

  /**
   * Options with a target. {@link BundleTarget#ANY}, the default, has graphs that work in pieces
   * that fit a processor's caches; {@link BundleTarget#CUDA} all at once, as a GPU has it rather;
   * {@link BundleTarget#PORTABLE} standard operators alone, for other execution providers. Answers
   * are the same but for rounding. {@link BundleTarget#VNNI} goes with {@link Precision#INT8_VNNI}.
   *
   * @param madeFor the target
   * @return new options
   */
  public ConvertOptions withTarget(BundleTarget madeFor) {
    Objects.requireNonNull(madeFor, "target");
    return with(to -> to.target = madeFor);
  }

  /**
   * Options with products that stay float32 in an int8 bundle.
   *
   * @param products their names, as {@link Converter#writeProbe} has them
   * @return new options
   */
  public ConvertOptions withFloatProducts(Set<String> products) {
    Set<String> names = Set.copyOf(products);
    return with(to -> to.floatProducts = names);
  }

  /**
   * Options with a measurement, whose results the bundle's manifest keeps.
   *
   * @param measure given the complete bundle before it gets its name
   * @return new options
   */
  public ConvertOptions withMeasurement(BundleMeasurement measure) {
    Objects.requireNonNull(measure, "measurement");
    return with(to -> to.measurement = measure);
  }

  /**
   * Options with leave to replace a bundle of the same name.
   *
   * @param allowed whether to replace
   * @return new options
   */
  public ConvertOptions withReplace(boolean allowed) {
    return with(to -> to.replace = allowed);
  }

  /**
   * Options with a listener.
   *
   * @param listener told how far the conversion is
   * @return new options
   */
  public ConvertOptions withProgress(ConvertProgress listener) {
    Objects.requireNonNull(listener, "progress");
    return with(to -> to.progress = listener);
  }

  /**
   * The choice among several models in one checkpoint.
   *
   * @return empty for the one that was trained
   */
  public Optional<String> weights() {
    return values.weights;
  }

  /**
   * The side of the model's square input.
   *
   * @return pixels, empty to find it out
   */
  public OptionalInt imageSizePx() {
    return values.imageSizePx;
  }

  /**
   * The side of an attention window.
   *
   * @return tokens, empty for the checkpoint's own
   */
  public OptionalInt window() {
    return values.window;
  }

  /**
   * The attention heads of the tagging head.
   *
   * @return 1 or more
   */
  public int headHeads() {
    return values.headHeads;
  }

  /**
   * The attention heads of the caption parts.
   *
   * @return 1 or more
   */
  public int textHeads() {
    return values.textHeads;
  }

  /**
   * All tags of the checkpoint, in its order.
   *
   * @return empty for the published list
   */
  public Optional<TagVocabulary> vocabulary() {
    return values.vocabulary;
  }

  /**
   * The file of the token vocabulary.
   *
   * @return empty to leave captions out
   */
  public Optional<Path> words() {
    return values.words;
  }

  /**
   * The choice of tags.
   *
   * @return given all tags, gives those to keep
   */
  public UnaryOperator<TagVocabulary> subset() {
    return values.subset;
  }

  /**
   * The precision of the weights.
   *
   * @return what they are stored as
   */
  public Precision precision() {
    return values.precision;
  }

  /**
   * The target.
   *
   * @return what graphs are made for
   */
  public BundleTarget target() {
    return values.target;
  }

  /**
   * The products that stay float32 in an int8 bundle.
   *
   * @return their names
   */
  public Set<String> floatProducts() {
    return values.floatProducts;
  }

  /**
   * The measurement of the bundle before it gets its name.
   *
   * @return the measurement
   */
  public BundleMeasurement measurement() {
    return values.measurement;
  }

  /**
   * Whether a bundle of the same name is replaced.
   *
   * @return whether it is
   */
  public boolean replace() {
    return values.replace;
  }

  /**
   * The listener.
   *
   * @return told how far the conversion is
   */
  public ConvertProgress progress() {
    return values.progress;
  }

  private static void requirePositive(int number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(what + ": expected 1 or more, found " + number);
    }
  }
}
