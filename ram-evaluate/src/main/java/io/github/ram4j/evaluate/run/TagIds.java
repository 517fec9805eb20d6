package io.github.ram4j.evaluate.run;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Ids of tags, which have a meaning within one list alone. */
public final class TagIds {
  private TagIds() {}

  /**
   * Checks that ids mean the same tags in all lists.
   *
   * @param what source of the entries, for messages
   * @param entries names and ids
   * @param lists the lists
   * @throws IllegalArgumentException if a number is one tag here and another there
   */
  public static void requireOneMeaning(
      String what, Collection<String> entries, List<TagVocabulary> lists) {
    for (String entry : entries) {
      for (TagVocabulary list : lists) {
        tag(entry, list)
            .ifPresent(tag -> lists.forEach(other -> requireSame(what, entry, list, tag, other)));
      }
    }
  }

  /**
   * Returns whether an entry is the id of a tag.
   *
   * @param entry a name or a number
   * @param list the list of tags
   * @return false for a name, and for a number that is no id of the list
   */
  public static boolean isId(String entry, TagVocabulary list) {
    return tag(entry, list).isPresent();
  }

  private static Optional<Tag> tag(String entry, TagVocabulary list) {
    return entry.matches("\\d{1,9}") && list.find(entry).isEmpty()
        ? list.indexOfId(Integer.parseInt(entry)).stream().mapToObj(list::tag).findFirst()
        : Optional.empty();
  }

  /** Checks that the other list has the tag under the same id, or has neither. */
  private static void requireSame(
      String what, String entry, TagVocabulary list, Tag tag, TagVocabulary other) {
    List<Tag> named = other.find(tag.english());
    Optional<Tag> found = tag(entry, other);
    boolean same = found.isPresent() ? named.contains(found.get()) : named.isEmpty();
    if (!same) {
      throw new IllegalArgumentException(
          "%s: expected names, as the lists number their tags differently: %s is \"%s\" in %s and %s in %s"
              .formatted(
                  what,
                  entry,
                  tag.english(),
                  list.name(),
                  found.map(there -> "\"" + there.english() + "\"").orElse("no tag"),
                  other.name()));
    }
  }
}
