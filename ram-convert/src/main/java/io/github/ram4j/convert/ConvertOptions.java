package io.github.ram4j.convert;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.layout.ConvertDefaults;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How to convert a checkpoint. Immutable: {@link #defaults()} and the {@code with…} methods make
 * it.
 *
 * @param weights which of several models in the checkpoint, such as {@code model_ema}; null for the
 *     one that was trained
 * @param imageSizePx side of the model's square input; null to find it out
 * @param window side of an attention window, in tokens; null for the checkpoint's own. Position
 *     bias tables are resampled where it differs
 * @param headHeads attention heads of the tagging head
 * @param textHeads attention heads of the caption parts
 * @param vocabulary all tags of the checkpoint, in its order; null for the published list
 * @param words list of the words that captions are made of, {@code vocab.txt} or {@code
 *     tokenizer.json}; null to leave captions out
 * @param subset which of the tags to keep, given all of them
 * @param precision what weights are stored as
 * @param floatProducts names of products that stay float32 in an int8 bundle, as {@link
 *     Converter#writeProbe} has them
 * @param blocks whether graphs work in blocks that fit a processor's caches
 * @param measurement of the bundle before it gets its name
 * @param replace whether a bundle of the same name is replaced
 * @param progress told how far the conversion is
 */
public record ConvertOptions(
    String weights,
    Integer imageSizePx,
    Integer window,
    int headHeads,
    int textHeads,
    TagVocabulary vocabulary,
    Path words,
    UnaryOperator<TagVocabulary> subset,
    Precision precision,
    Set<String> floatProducts,
    boolean blocks,
    BundleMeasurement measurement,
    boolean replace,
    ConvertProgress progress) {

  /** Checks the numbers. */
  public ConvertOptions {
    requirePositive(imageSizePx, "image size");
    requirePositive(window, "window");
    requirePositive(headHeads, "heads of the tagging head");
    requirePositive(textHeads, "heads of the caption parts");
    Objects.requireNonNull(subset, "subset");
    Objects.requireNonNull(precision, "precision");
    floatProducts = Set.copyOf(floatProducts);
    Objects.requireNonNull(measurement, "measurement");
    Objects.requireNonNull(progress, "progress");
  }

  /**
   * Sizes from the checkpoint, the published tags, all of them, fp32, in blocks, nothing replaced.
   *
   * @return the options
   */
  public static ConvertOptions defaults() {
    return new ConvertOptions(
        null,
        null,
        null,
        ConvertDefaults.HEAD_HEADS,
        ConvertDefaults.TEXT_HEADS,
        null,
        null,
        UnaryOperator.identity(),
        Precision.FP32,
        Set.of(),
        true,
        BundleMeasurement.NONE,
        false,
        ConvertProgress.NONE);
  }

  /**
   * With a choice among several models in one checkpoint, such as a model and the average of its
   * weights.
   *
   * @param name the entry it is under, as the report calls it, such as {@code model_ema} or {@code
   *     state_dict.ema_model}, or {@code .} for the top level; null for the one that was trained
   * @return new options
   */
  public ConvertOptions withWeights(String name) {
    return with(draft -> draft.weights = name);
  }

  /**
   * With an image size.
   *
   * @param sizePx side of the input in pixels, null to find it out
   * @return new options
   */
  public ConvertOptions withImageSize(Integer sizePx) {
    return with(draft -> draft.imageSizePx = sizePx);
  }

  /**
   * With an attention window.
   *
   * @param tokens side of the window in tokens, null for the checkpoint's own
   * @return new options
   */
  public ConvertOptions withWindow(Integer tokens) {
    return with(draft -> draft.window = tokens);
  }

  /**
   * With numbers of attention heads, which no checkpoint tells.
   *
   * @param head heads of the tagging head, 4 as published
   * @param text heads of the caption parts, 12 as published
   * @return new options
   */
  public ConvertOptions withHeads(int head, int text) {
    return with(
        draft -> {
          draft.headHeads = head;
          draft.textHeads = text;
        });
  }

  /**
   * With the tags of a checkpoint that has other tags than the published.
   *
   * @param tags all of them, in the checkpoint's order; null for the published list
   * @return new options
   */
  public ConvertOptions withVocabulary(TagVocabulary tags) {
    return with(draft -> draft.vocabulary = tags);
  }

  /**
   * With captions, for Tag2Text.
   *
   * @param list the words that they are made of, bert-base-uncased's {@code vocab.txt} or {@code
   *     tokenizer.json} for the published checkpoint; null to leave captions out
   * @return new options
   */
  public ConvertOptions withWords(Path list) {
    return with(draft -> draft.words = list);
  }

  /**
   * With a choice of tags; the model's cost falls with their number.
   *
   * @param choice given all tags, gives those to keep, for example {@code all ->
   *     all.subset(names)}. They are found by their names, as {@link TagVocabulary} says, and keep
   *     the ids that they have in the checkpoint's list
   * @return new options
   */
  public ConvertOptions withSubset(UnaryOperator<TagVocabulary> choice) {
    return with(draft -> draft.subset = choice);
  }

  /**
   * With a precision.
   *
   * @param weights what they are stored as
   * @return new options
   */
  public ConvertOptions withPrecision(Precision weights) {
    return with(draft -> draft.precision = weights);
  }

  /**
   * With products that stay float32 in an int8 bundle.
   *
   * @param products their names
   * @return new options
   */
  public ConvertOptions withFloatProducts(Set<String> products) {
    return with(draft -> draft.floatProducts = products);
  }

  /**
   * With or without blocks: tags, tall maps and attention windows go through in pieces that fit a
   * processor's caches. Answers are the same but for rounding. A GPU has rather all at once.
   *
   * @param wanted whether graphs work in blocks
   * @return new options
   */
  public ConvertOptions withBlocks(boolean wanted) {
    return with(draft -> draft.blocks = wanted);
  }

  /**
   * With a measurement, whose results the bundle's manifest keeps.
   *
   * @param measure given the complete bundle before it gets its name
   * @return new options
   */
  public ConvertOptions withMeasurement(BundleMeasurement measure) {
    return with(draft -> draft.measurement = measure);
  }

  /**
   * With leave to replace a bundle of the same name.
   *
   * @param allowed whether to replace
   * @return new options
   */
  public ConvertOptions withReplace(boolean allowed) {
    return with(draft -> draft.replace = allowed);
  }

  /**
   * With a listener.
   *
   * @param listener told how far the conversion is
   * @return new options
   */
  public ConvertOptions withProgress(ConvertProgress listener) {
    return with(draft -> draft.progress = listener);
  }

  private ConvertOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finish();
  }

  /** A copy whose components can be changed before it becomes a record again. */
  private static final class Draft {
    private String weights;
    private Integer imageSizePx;
    private Integer window;
    private int headHeads;
    private int textHeads;
    private TagVocabulary vocabulary;
    private Path words;
    private UnaryOperator<TagVocabulary> subset;
    private Precision precision;
    private Set<String> floatProducts;
    private boolean blocks;
    private BundleMeasurement measurement;
    private boolean replace;
    private ConvertProgress progress;

    Draft(ConvertOptions of) {
      weights = of.weights;
      imageSizePx = of.imageSizePx;
      window = of.window;
      headHeads = of.headHeads;
      textHeads = of.textHeads;
      vocabulary = of.vocabulary;
      words = of.words;
      subset = of.subset;
      precision = of.precision;
      floatProducts = of.floatProducts;
      blocks = of.blocks;
      measurement = of.measurement;
      replace = of.replace;
      progress = of.progress;
    }

    ConvertOptions finish() {
      return new ConvertOptions(
          weights,
          imageSizePx,
          window,
          headHeads,
          textHeads,
          vocabulary,
          words,
          subset,
          precision,
          floatProducts,
          blocks,
          measurement,
          replace,
          progress);
    }
  }

  private static void requirePositive(Integer number, String what) {
    if (number != null && number < 1) {
      throw new IllegalArgumentException(what + ": expected 1 or more, found " + number);
    }
  }
}
