package io.github.ram4j;

import java.util.List;
import java.util.Objects;

/**
 * A tag of a vocabulary: one thing that a model can recognize.
 *
 * <p>Immutable. The {@code id} is the tag's place in the list that the model was published with and
 * stays the same in every subset of that list; its place in one {@link TagVocabulary} is its
 * <em>index</em> there. Another list has another tag of the same id: where two lists meet, names
 * decide, as {@link TagVocabulary} says.
 *
 * @param id the 0-based number, unique within a vocabulary, without a meaning outside it
 * @param english the name; some lists have two tags of one name
 * @param chinese the Chinese names, alternatives of each other, empty where the list has none
 * @param inCaptions false for the few tags of Tag2Text that disturb its sentences and are left out
 *     before captioning
 */
public record Tag(int id, String english, List<String> chinese, boolean inCaptions) {

  /** Checks the id and the names, and copies the list. */
  public Tag {
    if (id < 0) {
      throw new IllegalArgumentException("tag id: expected 0 or more, found " + id);
    }
    Objects.requireNonNull(english, "english");
    if (english.isBlank()) {
      throw new IllegalArgumentException("tag " + id + ": expected a name, found a blank");
    }
    chinese = List.copyOf(chinese);
  }

  /**
   * The Chinese names as the published lists write them.
   *
   * @return the alternatives joined by "/", empty where there are none
   */
  public String chineseText() {
    return String.join("/", chinese);
  }
}
