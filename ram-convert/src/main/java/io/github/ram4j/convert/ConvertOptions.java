package io.github.ram4j.convert;

import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.convert.family.ModelChoice;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
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

  /** All options; constant once an object of the outer class has them. */
  private static final class Values implements Cloneable {
    private Optional<String> weights = Optional.empty();
    private OptionalInt imageSizePx = OptionalInt.empty();
    private OptionalInt window = OptionalInt.empty();
    private OptionalInt headHeads = OptionalInt.empty();
    private OptionalInt textHeads = OptionalInt.empty();
    private Optional<TagVocabulary> vocabulary = Optional.empty();
    private Optional<OpenVocabulary> newTags = Optional.empty();
    private Optional<String> textEncoder = Optional.empty();
    private Optional<Path> words = Optional.empty();
    private Optional<Path> classTags = Optional.empty();
    private UnaryOperator<TagVocabulary> subset = UnaryOperator.identity();
    private boolean choosesTags;
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
   *     state_dict.ema_model}, or {@code .} for the top level; by default the trained one
   * @return new options
   */
  public ConvertOptions withWeights(String name) {
    return with(to -> to.weights = Optional.of(name));
  }

  /**
   * Options with an image size; by default it is derived from the checkpoint.
   *
   * @param sizePx side of the input in pixels, 1 or more
   * @return new options
   */
  public ConvertOptions withImageSize(int sizePx) {
    requirePositive(sizePx, "image size");
    return with(to -> to.imageSizePx = OptionalInt.of(sizePx));
  }

  /**
   * Options with an attention window; by default the checkpoint's. Position bias tables are
   * resampled to another window.
   *
   * @param tokens side of the window in tokens, 1 or more
   * @return new options
   */
  public ConvertOptions withWindow(int tokens) {
    requirePositive(tokens, "window");
    return with(to -> to.window = OptionalInt.of(tokens));
  }

  /**
   * Options with the number of the tagging head's attention heads, of RAM, RAM++ and Tag2Text;
   * checkpoints do not record it. By default 4, as published.
   *
   * @param heads 1 or more
   * @return new options
   */
  public ConvertOptions withHeadHeads(int heads) {
    requirePositive(heads, "heads of the tagging head");
    return with(to -> to.headHeads = OptionalInt.of(heads));
  }

  /**
   * Options with the number of the caption parts' attention heads, of Tag2Text; checkpoints do not
   * record it. By default 12, as published.
   *
   * @param heads 1 or more
   * @return new options
   */
  public ConvertOptions withTextHeads(int heads) {
    requirePositive(heads, "heads of the caption parts");
    return with(to -> to.textHeads = OptionalInt.of(heads));
  }

  /**
   * Options with the tags of a checkpoint; by default the published tags.
   *
   * @param tags all of them, in the checkpoint's order
   * @return new options
   */
  public ConvertOptions withVocabulary(TagVocabulary tags) {
    return with(to -> to.vocabulary = Optional.of(tags));
  }

  /**
   * Options with new tags, which the bundle carries beside the checkpoint's: a recognizer of it
   * then has both, and needs no text encoder.
   *
   * @param tags of text embeddings as wide as the checkpoint's; for RAM and RAM++
   * @return new options
   */
  public ConvertOptions withNewTags(OpenVocabulary tags) {
    return with(to -> to.newTags = Optional.of(tags));
  }

  /**
   * Options with the text encoder that the embeddings of the checkpoint's tags are of, so that new
   * tags of another one are refused; by default nothing is known about it.
   *
   * @param digest a text encoder's digest, or {@code none} where they are of none
   * @return new options
   */
  public ConvertOptions withTextEncoder(String digest) {
    return with(to -> to.textEncoder = Optional.of(digest));
  }

  /**
   * Options with captions, for Tag2Text; by default they are left out.
   *
   * @param list file of the token vocabulary: bert-base-uncased's {@code vocab.txt} or {@code
   *     tokenizer.json} for the published checkpoint
   * @return new options
   */
  public ConvertOptions withWords(Path list) {
    return with(to -> to.words = Optional.of(list));
  }

  /**
   * Options with the tags that each class of a classifier names; a tag's probability is the sum of
   * those of the classes that name it. An EfficientNet-Lite needs them, and its list of tags.
   *
   * @param file tab-separated, with the columns {@code index}, the class's from 0 on, and {@code
   *     tags}, English names of the {@linkplain #withVocabulary list} separated by {@code ;}
   * @return new options
   */
  public ConvertOptions withClassTags(Path file) {
    return with(to -> to.classTags = Optional.of(file));
  }

  /**
   * Options with a choice of tags; the model's cost falls with their number.
   *
   * @param choice maps all tags to the tags to keep, for example {@code all -> all.subset(names)}.
   *     Tags are matched by name, as {@link TagVocabulary} says, and keep their ids of the
   *     checkpoint's list
   * @return new options
   */
  public ConvertOptions withSubset(UnaryOperator<TagVocabulary> choice) {
    Objects.requireNonNull(choice, "subset");
    return with(
        to -> {
          to.subset = choice;
          to.choosesTags = true;
        });
  }

  /**
   * Options with a precision.
   *
   * @param ofWeights precision of the weights
   * @return new options
   */
  public ConvertOptions withPrecision(Precision ofWeights) {
    Objects.requireNonNull(ofWeights, "precision");
    return with(to -> to.precision = ofWeights);
  }

  /**
   * Options with a target. The default, {@link BundleTarget#ANY}, makes graphs that work in tiles
   * of the size of a processor's caches; {@link BundleTarget#CUDA} makes graphs that work on whole
   * tensors, as GPUs prefer; {@link BundleTarget#PORTABLE} makes graphs of standard operators, for
   * other execution providers. Results are equal but for rounding. {@link BundleTarget#VNNI} goes
   * with {@link Precision#INT8_VNNI}.
   *
   * @param madeFor the target
   * @return new options
   */
  public ConvertOptions withTarget(BundleTarget madeFor) {
    Objects.requireNonNull(madeFor, "target");
    return with(to -> to.target = madeFor);
  }

  /**
   * Options with matrix products that stay float32 in an int8 bundle.
   *
   * @param products names of products, as in {@link Converter#writeProbe}
   * @return new options
   */
  public ConvertOptions withFloatProducts(Set<String> products) {
    Set<String> names = Set.copyOf(products);
    return with(to -> to.floatProducts = names);
  }

  /**
   * Options with a measurement; the bundle's manifest keeps its results.
   *
   * @param measure measures the complete bundle before it gets its name
   * @return new options
   */
  public ConvertOptions withMeasurement(BundleMeasurement measure) {
    Objects.requireNonNull(measure, "measurement");
    return with(to -> to.measurement = measure);
  }

  /**
   * Options with permission to replace a bundle of the same name.
   *
   * @param allowed true to replace
   * @return new options
   */
  public ConvertOptions withReplace(boolean allowed) {
    return with(to -> to.replace = allowed);
  }

  /**
   * Options with a listener.
   *
   * @param listener receives the progress of the conversion
   * @return new options
   */
  public ConvertOptions withProgress(ConvertProgress listener) {
    Objects.requireNonNull(listener, "progress");
    return with(to -> to.progress = listener);
  }

  /**
   * The choice among several models in one checkpoint.
   *
   * @return the entry's name, empty for the trained model
   */
  public Optional<String> weights() {
    return values.weights;
  }

  /**
   * The side of the model's square input.
   *
   * @return pixels, empty to derive it from the checkpoint
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
   * @return 1 or more, empty for the published number
   */
  public OptionalInt headHeads() {
    return values.headHeads;
  }

  /**
   * The attention heads of the caption parts.
   *
   * @return 1 or more, empty for the published number
   */
  public OptionalInt textHeads() {
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
   * The new tags that the bundle carries.
   *
   * @return empty for none
   */
  public Optional<OpenVocabulary> newTags() {
    return values.newTags;
  }

  /**
   * The text encoder that the embeddings of the checkpoint's tags are of.
   *
   * @return its digest or {@code none}; empty where that is not known
   */
  public Optional<String> textEncoder() {
    return values.textEncoder;
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
   * The file of the tags that each class names.
   *
   * @return empty for models that have tags themselves
   */
  public Optional<Path> classTags() {
    return values.classTags;
  }

  /**
   * The choice of tags.
   *
   * @return maps all tags to the tags to keep
   */
  public UnaryOperator<TagVocabulary> subset() {
    return values.subset;
  }

  /**
   * The precision of the weights.
   *
   * @return the precision
   */
  public Precision precision() {
    return values.precision;
  }

  /**
   * The target.
   *
   * @return the target of the graphs
   */
  public BundleTarget target() {
    return values.target;
  }

  /**
   * The matrix products that stay float32 in an int8 bundle.
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
   * Returns whether a bundle of the same name is replaced.
   *
   * @return true to replace it
   */
  public boolean replace() {
    return values.replace;
  }

  /**
   * The listener.
   *
   * @return receives the progress of the conversion
   */
  public ConvertProgress progress() {
    return values.progress;
  }

  /** The choices given that not every family of models has a use for. */
  Set<ModelChoice> choices() {
    Set<ModelChoice> given = EnumSet.noneOf(ModelChoice.class);
    Map<ModelChoice, Boolean> all =
        Map.of(
            ModelChoice.IMAGE_SIZE, values.imageSizePx.isPresent(),
            ModelChoice.WINDOW, values.window.isPresent(),
            ModelChoice.HEAD_HEADS, values.headHeads.isPresent(),
            ModelChoice.TEXT_HEADS, values.textHeads.isPresent(),
            ModelChoice.TAG_LIST, values.vocabulary.isPresent(),
            ModelChoice.TAG_SUBSET, values.choosesTags,
            ModelChoice.NEW_TAGS, values.newTags.isPresent(),
            ModelChoice.TEXT_ENCODER, values.textEncoder.isPresent(),
            ModelChoice.WORDS, values.words.isPresent(),
            ModelChoice.CLASS_TAGS, values.classTags.isPresent());
    all.forEach(
        (choice, made) -> {
          if (made) {
            given.add(choice);
          }
        });
    return given;
  }

  private static void requirePositive(int number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(what + ": expected 1 or more, found " + number);
    }
  }
}
