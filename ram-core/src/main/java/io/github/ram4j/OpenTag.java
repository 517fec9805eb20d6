package io.github.ram4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A tag of an {@link OpenVocabulary}: a name, the rows that stand for it, and a threshold.
 *
 * <p>Immutable: the {@code with…} methods make new ones. A row is a text embedding of the tag, or,
 * of {@link TagRecipe#EXAMPLES}, a direction in the space of image embeddings.
 */
public final class OpenTag {
  /** The authors' threshold of new tags. */
  public static final float DEFAULT_THRESHOLD = 0.5f;

  private static final double LEAST_LENGTH = 1e-6;

  /** A length so near to 1 is left alone, so that rows of a file stay what they are. */
  private static final double NEAR_ONE = 1e-6;

  private final String name;
  private final TagRecipe recipe;
  private final float threshold;
  private final Rows rows;
  private final Labels labels;

  /**
   * The rows of a tag.
   *
   * @param width of a row; 0 where there are none
   * @param bias added to the logit; 0 but for tags learned from examples
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Rows(float[] elements, int width, float bias) {
    static final Rows NONE = new Rows(new float[0], 0, 0);

    int count() {
      return width == 0 ? 0 : elements.length / width;
    }
  }

  /** The words that people find or file a tag by. */
  private record Labels(Map<String, List<String>> names, List<String> synonyms, List<String> path) {
    static final Labels NONE = new Labels(Map.of(), List.of(), List.of());
  }

  private OpenTag(String name, TagRecipe recipe, float threshold, Rows rows, Labels labels) {
    this.name = name;
    this.recipe = recipe;
    this.threshold = threshold;
    this.rows = rows;
    this.labels = labels;
  }

  private static OpenTag of(String name, TagRecipe recipe, Rows rows) {
    return new OpenTag(requireName(name), recipe, DEFAULT_THRESHOLD, rows, Labels.NONE);
  }

  /**
   * A tag that the model's own list has.
   *
   * @param name its English name there; where several tags of the list bear it, a vocabulary has it
   *     as often, and means all of them, in their order
   * @param threshold in [0, 1]
   * @return the tag
   */
  public static OpenTag listed(String name, float threshold) {
    return of(name, TagRecipe.LISTED, Rows.NONE).withThreshold(threshold);
  }

  /**
   * A new tag by its text embeddings.
   *
   * @param name any text
   * @param recipe the way that the embeddings were made: templates, descriptions or embeddings
   * @param rows float32 [1 or more, width], one after the other, each scaled to length 1 here;
   *     copied
   * @param width of a row: 512 for the published RAM and RAM++
   * @return the tag, with the authors' threshold of 0.5
   * @throws IllegalArgumentException if the name is blank, there are no whole rows, or a row is not
   *     finite or has no length
   */
  public static OpenTag of(String name, TagRecipe recipe, float[] rows, int width) {
    if (recipe == TagRecipe.LISTED || recipe == TagRecipe.EXAMPLES) {
      throw new IllegalArgumentException(
          "recipe of tag \"%s\": expected one of text embeddings, found %s"
              .formatted(name, recipe.id()));
    }
    float[] unit = requireRows(name, rows, width).clone();
    for (int from = 0; from < unit.length; from += width) {
      toLengthOne(name, unit, from, width);
    }
    return of(name, recipe, new Rows(unit, width, 0));
  }

  /**
   * A tag learned from example images: its logit for an image is {@code row · embedding + bias},
   * with the image's embedding of {@link Recognizer#embed}.
   *
   * @param name any text
   * @param row float32 [width], not scaled; copied
   * @param bias added to the product
   * @return the tag, with a threshold of 0.5
   * @throws IllegalArgumentException if the name is blank, or a number is not finite
   */
  public static OpenTag ofExamples(String name, float[] row, float bias) {
    requireRows(name, row, row.length);
    if (!Float.isFinite(bias)) {
      throw new IllegalArgumentException(
          "bias of tag \"%s\": expected a finite number, found %s".formatted(name, bias));
    }
    return of(name, TagRecipe.EXAMPLES, new Rows(row.clone(), row.length, bias));
  }

  /** Refuses what cannot be a name. */
  static String requireName(String name) {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of a new tag: expected a name, found a blank");
    }
    requireWhole("name of a new tag", name);
    return name;
  }

  /** Refuses half a surrogate pair, which no file could keep. */
  private static void requireWhole(String what, String text) {
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new IllegalArgumentException(
          "%s: expected whole characters, found half a surrogate pair in \"%s\""
              .formatted(what, text));
    }
  }

  private static float[] requireRows(String name, float[] rows, int width) {
    if (width < 1 || rows.length == 0 || rows.length % width != 0) {
      throw new IllegalArgumentException(
          "rows of tag \"%s\": expected a multiple of the width %d, found %d numbers"
              .formatted(name, width, rows.length));
    }
    for (float element : rows) {
      if (!Float.isFinite(element)) {
        throw new IllegalArgumentException(
            "rows of tag \"%s\": expected finite numbers, found %s".formatted(name, element));
      }
    }
    return rows;
  }

  private static void toLengthOne(String name, float[] rows, int from, int width) {
    double squares = 0;
    for (int i = from; i < from + width; i++) {
      squares += (double) rows[i] * rows[i];
    }
    double length = Math.sqrt(squares);
    if (length < LEAST_LENGTH) {
      throw new IllegalArgumentException(
          "row %d of tag \"%s\": expected a direction, found a length of %s"
              .formatted(from / width, name, length));
    }
    if (Math.abs(length - 1) > NEAR_ONE) {
      for (int i = from; i < from + width; i++) {
        rows[i] = (float) (rows[i] / length);
      }
    }
  }

  /**
   * The same tag with another threshold.
   *
   * @param value in [0, 1]; the tag is predicted where its score is greater
   * @return a tag
   * @throws IllegalArgumentException if it is outside [0, 1]
   */
  public OpenTag withThreshold(float value) {
    TagVocabulary.requireThreshold(value, "threshold of tag \"%s\"".formatted(name));
    return new OpenTag(name, recipe, value, rows, labels);
  }

  /**
   * The same tag with names in other languages.
   *
   * @param byLanguage for each language tag of BCP 47, such as {@code zh} or {@code pt-BR}, the
   *     names, alternatives of each other; copied
   * @return a tag
   * @throws IllegalArgumentException if a language is no such tag, or a name is blank
   */
  public OpenTag withNames(Map<String, List<String>> byLanguage) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    byLanguage.forEach(
        (language, names) -> {
          if (!language.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")) {
            throw new IllegalArgumentException(
                "language of tag \"%s\": expected a tag such as zh or pt-BR, found \"%s\""
                    .formatted(name, language));
          }
          copy.put(language, requireNames("name in " + language, names));
        });
    return new OpenTag(
        name,
        recipe,
        threshold,
        rows,
        new Labels(Collections.unmodifiableMap(copy), labels.synonyms, labels.path));
  }

  /**
   * The same tag with synonyms: other English names, which output may merge into this one.
   *
   * @param others the names; copied
   * @return a tag
   * @throws IllegalArgumentException if one is blank
   */
  public OpenTag withSynonyms(Collection<String> others) {
    return new OpenTag(
        name,
        recipe,
        threshold,
        rows,
        new Labels(labels.names, requireNames("synonym", others), labels.path));
  }

  /**
   * The same tag at a place of the caller's own hierarchy.
   *
   * @param parents from the topmost to the nearest; the tag itself is not among them; copied
   * @return a tag
   * @throws IllegalArgumentException if one is blank
   */
  public OpenTag withPath(Collection<String> parents) {
    return new OpenTag(
        name,
        recipe,
        threshold,
        rows,
        new Labels(labels.names, labels.synonyms, requireNames("path", parents)));
  }

  private List<String> requireNames(String what, Collection<String> names) {
    List<String> copy = new ArrayList<>(names);
    if (copy.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "%s of tag \"%s\": expected a name, found a blank".formatted(what, name));
    }
    copy.forEach(each -> requireWhole("%s of tag \"%s\"".formatted(what, name), each));
    return List.copyOf(copy);
  }

  /**
   * The name, as given.
   *
   * @return not blank
   */
  public String name() {
    return name;
  }

  /**
   * The origin of the rows.
   *
   * @return the recipe
   */
  public TagRecipe recipe() {
    return recipe;
  }

  /**
   * The threshold: the tag is predicted where its score is greater.
   *
   * @return in [0, 1]
   */
  public float threshold() {
    return threshold;
  }

  /**
   * The names in other languages.
   *
   * @return by language tag; unmodifiable, may be empty
   */
  public Map<String, List<String>> names() {
    return labels.names;
  }

  /**
   * Other English names.
   *
   * @return unmodifiable, may be empty
   */
  public List<String> synonyms() {
    return labels.synonyms;
  }

  /**
   * The place in the caller's own hierarchy.
   *
   * @return the parents from the topmost to the nearest; unmodifiable, may be empty
   */
  public List<String> path() {
    return labels.path;
  }

  /**
   * The number of rows.
   *
   * @return 0 for a tag of the model's list, else 1 or more
   */
  public int rowCount() {
    return rows.count();
  }

  /**
   * The width of a row.
   *
   * @return 0 for a tag of the model's list
   */
  public int width() {
    return rows.width;
  }

  /**
   * The rows.
   *
   * @return float32 [{@link #rowCount()}, {@link #width()}], text embeddings of length 1, or for
   *     {@link TagRecipe#EXAMPLES} one row of any length; a read-only view
   */
  public FloatBuffer rows() {
    return FloatBuffer.wrap(rows.elements).asReadOnlyBuffer();
  }

  /**
   * The number added to the logit.
   *
   * @return 0 but for {@link TagRecipe#EXAMPLES}
   */
  public float bias() {
    return rows.bias;
  }

  /** The name, the recipe and the number of rows. */
  @Override
  public String toString() {
    return "OpenTag[%s, %s, %d rows, threshold %s]"
        .formatted(name, recipe.id(), rowCount(), threshold);
  }
}
