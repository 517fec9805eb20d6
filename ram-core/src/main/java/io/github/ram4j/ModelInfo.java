package io.github.ram4j;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A description of an open model and of the way it runs. Immutable: {@link #of} and the {@code
 * with…} methods make it.
 */
public final class ModelInfo {
  /** The {@link #textEncoder()} of models whose tags' embeddings are of no text encoder. */
  public static final String NO_TEXT_ENCODER = "none";

  private final ModelFamily family;
  private final String source;
  private final int imageSizePx;
  private final int textWidth;
  private final @Nullable String textEncoder;
  private final ModelPrecision precision;
  private final String executionProvider;
  private final int threads;
  private final List<String> assumed;

  private ModelInfo(
      ModelFamily family,
      String source,
      int imageSizePx,
      int textWidth,
      @Nullable String textEncoder,
      ModelPrecision precision,
      String executionProvider,
      int threads,
      List<String> assumed) {
    this.family = Objects.requireNonNull(family, "family");
    this.source = Objects.requireNonNull(source, "source");
    this.imageSizePx = imageSizePx;
    this.textWidth = textWidth;
    this.textEncoder = textEncoder;
    this.precision = Objects.requireNonNull(precision, "precision");
    this.executionProvider = Objects.requireNonNull(executionProvider, "executionProvider");
    this.threads = threads;
    this.assumed = List.copyOf(assumed);
  }

  /**
   * A description of a model of which little is known: unknown precision, one thread on the CPU.
   *
   * @param family of the model
   * @param source the folder or file that it was opened from
   * @return the description
   */
  public static ModelInfo of(ModelFamily family, String source) {
    return new ModelInfo(family, source, 0, 0, null, ModelPrecision.UNKNOWN, "CPU", 1, List.of());
  }

  /**
   * The same model with an input size.
   *
   * @param sizePx side of the square input, in pixels
   * @return a new description
   */
  public ModelInfo withImageSizePx(int sizePx) {
    return new ModelInfo(
        family,
        source,
        sizePx,
        textWidth,
        textEncoder,
        precision,
        executionProvider,
        threads,
        assumed);
  }

  /**
   * The same model, which takes new tags.
   *
   * @param width of the text embeddings that stand for them; 0 if it takes none
   * @return a new description
   */
  public ModelInfo withTextWidth(int width) {
    return new ModelInfo(
        family,
        source,
        imageSizePx,
        width,
        textEncoder,
        precision,
        executionProvider,
        threads,
        assumed);
  }

  /**
   * The same model with the text encoder that its tags' embeddings are of.
   *
   * @param digest {@link TextEncoder#digest()}, or {@code none} where they are of no text encoder
   * @return a new description
   */
  public ModelInfo withTextEncoder(String digest) {
    return new ModelInfo(
        family,
        source,
        imageSizePx,
        textWidth,
        Objects.requireNonNull(digest, "digest"),
        precision,
        executionProvider,
        threads,
        assumed);
  }

  /**
   * The same model with a precision.
   *
   * @param ofWeights precision of its weights
   * @return a new description
   */
  public ModelInfo withPrecision(ModelPrecision ofWeights) {
    return new ModelInfo(
        family,
        source,
        imageSizePx,
        textWidth,
        textEncoder,
        ofWeights,
        executionProvider,
        threads,
        assumed);
  }

  /**
   * The same model with an execution provider and threads.
   *
   * @param provider the ONNX Runtime execution provider really used, such as {@code CPU}
   * @param ofCall threads that one call computes with on the CPU
   * @return a new description
   */
  public ModelInfo withExecution(String provider, int ofCall) {
    return new ModelInfo(
        family, source, imageSizePx, textWidth, textEncoder, precision, provider, ofCall, assumed);
  }

  /**
   * The same model with assumptions.
   *
   * @param sentences one for each assumption about something that the model's files do not say
   * @return a new description
   */
  public ModelInfo withAssumed(List<String> sentences) {
    return new ModelInfo(
        family,
        source,
        imageSizePx,
        textWidth,
        textEncoder,
        precision,
        executionProvider,
        threads,
        sentences);
  }

  /**
   * The family of the model.
   *
   * @return the family
   */
  public ModelFamily family() {
    return family;
  }

  /**
   * The folder or file that the model was opened from.
   *
   * @return its name, for people
   */
  public String source() {
    return source;
  }

  /**
   * The side of the square input.
   *
   * @return pixels, 0 where it is not known
   */
  public int imageSizePx() {
    return imageSizePx;
  }

  /**
   * The width of the text embeddings that stand for new tags: see {@link
   * Recognizer#withVocabulary}.
   *
   * @return 512 for RAM and RAM++, 0 where the model takes no new tags
   */
  public int textWidth() {
    return textWidth;
  }

  /**
   * The text encoder that the embeddings of the model's tags are of.
   *
   * @return its digest, {@code none}, or empty where that is not known, as of published checkpoints
   */
  public Optional<String> textEncoder() {
    return Optional.ofNullable(textEncoder);
  }

  /**
   * Requires new tags of the text encoder that the model's own are of, where that is known.
   *
   * @param digest {@link TextEncoder#digest()}
   * @throws ModelException if it is another; the message has both
   */
  public void requireTextEncoder(String digest) {
    if (NO_TEXT_ENCODER.equals(textEncoder)) {
      throw new ModelException(
          ("model %s: new tags: expected tags by example (ram learn-tags), since the embeddings of"
                  + " its own tags are of no text encoder, found embeddings of texts; RAM and RAM++"
                  + " take names")
              .formatted(source));
    }
    if (textEncoder != null && !textEncoder.equals(digest)) {
      throw new ModelException(
          ("model %s: new tags: expected embeddings of the text encoder that its own tags are of"
                  + " (%s), found those of %s")
              .formatted(source, textEncoder, digest));
    }
  }

  /** Requires a model that takes new tags. */
  void requireOpen() {
    if (textWidth == 0) {
      throw new ModelException(
          ("model %s: new tags: expected a bundle of RAM or RAM++ that has an open tagging head,"
                  + " found none in this one, of family %s; bundles converted by ram4j before 0.1.0"
                  + " are to be converted again")
              .formatted(source, family));
    }
  }

  /**
   * The precision of the weights.
   *
   * @return {@link ModelPrecision#UNKNOWN} for others' exports
   */
  public ModelPrecision precision() {
    return precision;
  }

  /**
   * The ONNX Runtime execution provider really used.
   *
   * @return {@code CPU}, {@code CUDA}, or the name given with a provider of the caller's own
   */
  public String executionProvider() {
    return executionProvider;
  }

  /**
   * The threads that one call computes with on the CPU.
   *
   * @return 1 or more
   */
  public int threads() {
    return threads;
  }

  /**
   * Assumptions about things that the model's files do not say.
   *
   * @return sentences
   */
  public List<String> assumed() {
    return assumed;
  }

  /** The parts, for people. */
  @Override
  public String toString() {
    return "ModelInfo[%s, %s, %d px, %s, %s, %d threads]"
        .formatted(family, source, imageSizePx, precision, executionProvider, threads);
  }
}
