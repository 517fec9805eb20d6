package io.github.ram4j.spark;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Options of tagging: the model, and the results that are wanted of an image. Immutable; {@link
 * #defaults()} and the {@code with…} methods make them. They travel to executors, the model does
 * not.
 */
public final class TaggingOptions implements Serializable {
  /** The language code of tags' English names. */
  public static final String ENGLISH = "en";

  /** The language code of tags' Chinese names. */
  public static final String CHINESE = "zh";

  private static final long serialVersionUID = 1;
  private static final String DEFAULT_MODEL = "clipart";

  private final String model;
  private final int topK;
  private final @Nullable Double threshold;
  private final boolean caption;
  private final boolean embedding;
  private final String[] languages;

  private TaggingOptions(
      String model,
      int topK,
      @Nullable Double threshold,
      boolean caption,
      boolean embedding,
      String[] languages) {
    this.model = model;
    this.topK = topK;
    this.threshold = threshold;
    this.caption = caption;
    this.embedding = embedding;
    this.languages = languages;
  }

  /**
   * The default options: the clip-art model that ships, its own thresholds, predicted tags alone,
   * English and Chinese names.
   *
   * @return the options
   */
  public static TaggingOptions defaults() {
    return new TaggingOptions(
        DEFAULT_MODEL, 0, null, false, false, new String[] {ENGLISH, CHINESE});
  }

  /**
   * Options with another model.
   *
   * @param name {@code clipart} or {@code photo}, the models that ship; the name of a file or
   *     archive that was added to the SparkContext; or the absolute path of a bundle that all
   *     executors see
   * @return new options
   * @throws IllegalArgumentException if the name is blank
   */
  public TaggingOptions withModel(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("model: expected a name or a path, found nothing");
    }
    return new TaggingOptions(name, topK, threshold, caption, embedding, languages);
  }

  /**
   * Options with a number of best tags, predicted or not, beside the predicted ones.
   *
   * @param count 0 for none
   * @return new options
   * @throws IllegalArgumentException if the count is negative
   */
  public TaggingOptions withTopK(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("topK: expected 0 or more, found " + count);
    }
    return new TaggingOptions(model, count, threshold, caption, embedding, languages);
  }

  /**
   * Options with one threshold for all tags in place of the model's own.
   *
   * @param value in [0, 1]; a tag is predicted if its score is above it
   * @return new options
   * @throws IllegalArgumentException if the value is outside [0, 1]
   */
  public TaggingOptions withThreshold(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("threshold: expected a number in [0, 1], found " + value);
    }
    return new TaggingOptions(model, topK, value, caption, embedding, languages);
  }

  /**
   * Options with or without a caption of each image.
   *
   * @param wanted true needs a model that writes captions: Tag2Text, or {@code clipart}
   * @return new options
   */
  public TaggingOptions withCaption(boolean wanted) {
    return new TaggingOptions(model, topK, threshold, wanted, embedding, languages);
  }

  /**
   * Options with or without an embedding of each image.
   *
   * @param wanted true needs a model of an image encoder and a tagging head
   * @return new options
   */
  public TaggingOptions withEmbedding(boolean wanted) {
    return new TaggingOptions(model, topK, threshold, caption, wanted, languages);
  }

  /**
   * Options with languages of tags' names.
   *
   * @param codes {@link #ENGLISH}, {@link #CHINESE} or both
   * @return new options
   * @throws IllegalArgumentException if there is none, or another one
   */
  public TaggingOptions withLanguages(List<String> codes) {
    if (codes.isEmpty() || !List.of(ENGLISH, CHINESE).containsAll(codes)) {
      throw new IllegalArgumentException(
          "languages: expected %s, %s or both, found %s".formatted(ENGLISH, CHINESE, codes));
    }
    return new TaggingOptions(
        model, topK, threshold, caption, embedding, codes.toArray(String[]::new));
  }

  /**
   * The name or path of the model.
   *
   * @return as it was given
   */
  public String model() {
    return model;
  }

  /**
   * The number of best tags, predicted or not.
   *
   * @return 0 for none
   */
  public int topK() {
    return topK;
  }

  /**
   * The one threshold of all tags.
   *
   * @return in [0, 1]; empty where the model's own are used
   */
  public OptionalDouble threshold() {
    return threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold);
  }

  /**
   * Whether each image gets a caption.
   *
   * @return false by default
   */
  public boolean caption() {
    return caption;
  }

  /**
   * Whether each image gets an embedding.
   *
   * @return false by default
   */
  public boolean embedding() {
    return embedding;
  }

  /**
   * The languages of tags' names.
   *
   * @return one or two codes
   */
  public List<String> languages() {
    return List.of(languages);
  }

  /** The options that differ from the defaults, as plans of Spark show them. */
  @Override
  public String toString() {
    return "model=%s%s%s%s%s"
        .formatted(
            model,
            topK > 0 ? ", topK=" + topK : "",
            threshold == null ? "" : ", threshold=" + threshold,
            caption ? ", caption" : "",
            embedding ? ", embedding" : "");
  }
}
