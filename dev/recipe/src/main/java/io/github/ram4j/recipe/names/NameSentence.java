package io.github.ram4j.recipe.names;

import java.util.List;

/** Sentences of a name, whose embeddings stand for it: their mean, scaled to length 1. */
public enum NameSentence {
  /** The name alone. */
  NAME(List.of("%s")),
  /** A photo, as CLIP's users say. */
  PHOTO(List.of("a photo of %s")),
  /** An icon. */
  ICON(List.of("an icon of %s")),
  /** The name alone and in several sentences. */
  SEVERAL(
      List.of(
          "%s",
          "a %s",
          "a photo of %s",
          "an icon of %s",
          "a picture of a %s",
          "this is a %s",
          "a drawing of a %s",
          "emoji: %s"));

  @SuppressWarnings("ImmutableEnumChecker") // a list of List.of
  private final List<String> templates;

  NameSentence(List<String> templates) {
    this.templates = templates;
  }

  /**
   * Embeds a name.
   *
   * @return 384 numbers of length 1
   */
  public float[] embed(NameEncoder encoder, String name) {
    float[] sum = new float[NameEncoder.WIDTH];
    for (String template : templates) {
      float[] each = encoder.embed(template.formatted(name));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += each[i];
      }
    }
    return NameEncoder.scaled(sum);
  }
}
