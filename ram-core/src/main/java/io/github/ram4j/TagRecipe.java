package io.github.ram4j;

import java.util.Locale;

/** An origin of the rows that stand for a tag of an {@link OpenVocabulary}. */
public enum TagRecipe {
  /** A tag of the model's own list; it has no rows in the vocabulary. */
  LISTED,

  /** One row: the mean of the authors' prompt templates with the tag's name. */
  TEMPLATES,

  /** One row for each description of the tag. */
  DESCRIPTIONS,

  /** Rows that the caller brought. */
  EMBEDDINGS,

  /** One row over the image's own features, learned from example images. */
  EXAMPLES;

  /**
   * The recipe's name in files.
   *
   * @return lower-case letters
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
