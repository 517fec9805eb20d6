package io.github.ram4j;

import java.util.Objects;

/**
 * A task that a model solves. Tasks are open values: a bundle may name one that this version has no
 * constant for. Immutable.
 *
 * @param id the name in manifests: lower-case letters, digits, "-" and "_"
 */
public record ModelTask(String id) {
  /** Tags of an image, each with a score: {@link Recognizer}. */
  public static final ModelTask TAGGING = new ModelTask("tagging");

  /** Sentences about an image, steered by tags: {@link Captioner}. */
  public static final ModelTask CAPTIONING = new ModelTask("captioning");

  /** Scores of tags that are not in the model's list: {@link Recognizer#withVocabulary}. */
  public static final ModelTask OPEN_VOCABULARY = new ModelTask("open-vocabulary");

  /** Texts as vectors, to stand for tags: {@link TextEncoder}. */
  public static final ModelTask TEXT_EMBEDDING = new ModelTask("text-embedding");

  /** Boxes of things that are named: {@code Locator}. */
  public static final ModelTask LOCATING = new ModelTask("locating");

  /** Masks of things that prompts point at: {@link io.github.ram4j.locate.Segmenter}. */
  public static final ModelTask SEGMENTATION = new ModelTask("segmentation");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it has other characters, or none
   */
  public ModelTask {
    Objects.requireNonNull(id, "id");
    if (!id.matches(ModelFamily.ID)) {
      throw new IllegalArgumentException(
          "task: expected lower-case letters, digits, \"-\" and \"_\", found \"%s\"".formatted(id));
    }
  }

  /** The name. */
  @Override
  public String toString() {
    return id;
  }
}
