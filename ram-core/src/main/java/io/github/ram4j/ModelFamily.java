package io.github.ram4j;

/** The kinds of models that recognize tags. */
public enum ModelFamily {
  /** Recognize Anything: each tag stands for one frozen text embedding. */
  RAM("ram"),
  /** RAM++: 51 text embeddings a tag, weighted by the image. */
  RAM_PLUS("ram_plus"),
  /** Tag2Text: learned tags, and captions. */
  TAG2TEXT("tag2text"),
  /** An ONNX file that others exported; nothing but its input and output is known. */
  EXPORTED("exported");

  private final String id;

  ModelFamily(String id) {
    this.id = id;
  }

  /**
   * The name in manifests and on command lines.
   *
   * @return lower case, as the authors spell it
   */
  public String id() {
    return id;
  }

  /**
   * The family of a name.
   *
   * @param id as {@link #id()} gives it
   * @return the family
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ModelFamily ofId(String id) {
    for (ModelFamily family : values()) {
      if (family.id.equals(id)) {
        return family;
      }
    }
    throw new IllegalArgumentException(
        "model family: expected ram, ram_plus, tag2text or exported, found \"" + id + "\"");
  }
}
