package io.github.ram4j;

import java.util.Objects;

/**
 * A family of models: checkpoints of one architecture, which one converter reads. Families are open
 * values: a bundle may name one that this version has no constant for. Immutable.
 *
 * @param id the name in manifests and on command lines: lower-case letters, digits, "-" and "_"
 */
public record ModelFamily(String id) {
  /** Recognize Anything: each tag stands for one frozen text embedding. */
  public static final ModelFamily RAM = new ModelFamily("ram");

  /** RAM++: 51 text embeddings a tag, weighted by the image. */
  public static final ModelFamily RAM_PLUS = new ModelFamily("ram_plus");

  /** Tag2Text: learned tags, and captions. */
  public static final ModelFamily TAG2TEXT = new ModelFamily("tag2text");

  /** An ONNX file that others exported; nothing but its input and output is known. */
  public static final ModelFamily EXPORTED = new ModelFamily("exported");

  /** A regular expression of names of families and of tasks. */
  static final String ID = "[a-z][a-z0-9_-]*";

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it has other characters, or none
   */
  public ModelFamily {
    Objects.requireNonNull(id, "id");
    if (!id.matches(ID)) {
      throw new IllegalArgumentException(
          "model family: expected lower-case letters, digits, \"-\" and \"_\", found \"%s\""
              .formatted(id));
    }
  }

  /** The name. */
  @Override
  public String toString() {
    return id;
  }
}
