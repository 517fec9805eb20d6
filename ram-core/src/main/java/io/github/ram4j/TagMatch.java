package io.github.ram4j;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A match of the tags of one list to those of another by their English names; {@link TagVocabulary}
 * has the rule. For one query; not thread-safe.
 */
final class TagMatch {
  private static final int ABSENT = -1;

  private final TagVocabulary here;
  private final TagVocabulary list;

  /** A tag whose id is another tag's in the other list; asked for only where a name repeats. */
  private @Nullable Tag numberedOtherwise;

  private boolean numbersCompared;

  /**
   * A query.
   *
   * @param here the list to search
   * @param list the list of the tags to look up
   */
  TagMatch(TagVocabulary here, TagVocabulary list) {
    this.here = here;
    this.list = list;
  }

  /** Each tag's index, or −1. */
  int[] indices() {
    return list.tags().stream().mapToInt(this::index).toArray();
  }

  /** Each tag's index. */
  int[] requireIndices() {
    int[] indices = indices();
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] == ABSENT) {
        throw missing(list.tag(i));
      }
    }
    return indices;
  }

  /** Refuses lists of other tags or of another order. */
  void requireSameOrder() {
    if (here.tags().equals(list.tags())) {
      return;
    }
    for (int i = 0; i < Math.min(here.size(), list.size()); i++) {
      Tag expected = here.tag(i);
      Tag found = list.tag(i);
      if (!isSame(expected, found)) {
        throw new IllegalArgumentException(
            "tags: expected those of %s in their order, found those of %s: at index %d %s and not %s"
                .formatted(here.name(), list.name(), i, described(found), described(expected)));
      }
    }
    if (here.size() != list.size()) {
      TagVocabulary longer = here.size() > list.size() ? here : list;
      throw new IllegalArgumentException(
          "tags: expected the %d of %s, found the %d of %s: the first that the other lacks is"
                  .formatted(here.size(), here.name(), list.size(), list.name())
              + " \"%s\"".formatted(longer.tag(Math.min(here.size(), list.size())).english()));
    }
  }

  private boolean isSame(Tag expected, Tag found) {
    return key(expected).equals(key(found))
        && (expected.id() == found.id() || !repeats(found) || !isNumberedAlike());
  }

  private int index(Tag tag) {
    List<Tag> named = named(here, tag);
    if (named.isEmpty()) {
      return ABSENT;
    }
    if (!repeats(tag)) {
      return indexOf(named.get(0));
    }
    if (isNumberedAlike()) {
      return named.stream()
          .filter(other -> other.id() == tag.id())
          .findFirst()
          .map(this::indexOf)
          .orElse(ABSENT);
    }
    if (named(here.whole(), tag).size() > 1) {
      Tag otherwise = Objects.requireNonNull(numberedOtherwise, "lists are numbered otherwise");
      throw new IllegalArgumentException(
          ("tag \"%s\" of %s: expected one tag of that name in %s, found those of ids %s; their ids"
                  + " do not tell which is meant, since id %d is \"%s\" in one list and not in the"
                  + " other")
              .formatted(
                  tag.english(),
                  list.name(),
                  here.name(),
                  ids(named(here.whole(), tag)),
                  otherwise.id(),
                  otherwise.english()));
    }
    return indexOf(named.get(0));
  }

  /**
   * Returns whether one of the lists, or the list that it was cut from, has several tags of a tag's
   * name.
   */
  private boolean repeats(Tag tag) {
    return named(here.whole(), tag).size() > 1 || named(list.whole(), tag).size() > 1;
  }

  /**
   * The tags of a tag's English name: of the same case, or of any case where there is none of the
   * same, and the tag's own list does not tell cases apart.
   */
  private List<Tag> named(TagVocabulary where, Tag tag) {
    List<Tag> anyCase =
        where.find(tag.english()).stream().filter(other -> key(other).equals(key(tag))).toList();
    List<Tag> sameCase = anyCase.stream().filter(other -> isSpelledAs(other, tag)).toList();
    return sameCase.isEmpty()
        ? anyCase.stream().filter(other -> !isSpelledIn(list, other)).toList()
        : sameCase;
  }

  private static boolean isSpelledIn(TagVocabulary where, Tag tag) {
    return where.find(tag.english()).stream().anyMatch(other -> isSpelledAs(other, tag));
  }

  private static boolean isSpelledAs(Tag one, Tag other) {
    return one.english().strip().equals(other.english().strip());
  }

  /** Returns whether each id of both whole lists has the same name in both. */
  private boolean isNumberedAlike() {
    if (!numbersCompared) {
      TagVocabulary one = here.whole();
      TagVocabulary other = list.whole();
      numberedOtherwise =
          other.tags().stream().filter(tag -> isOfAnotherName(one, tag)).findFirst().orElse(null);
      numbersCompared = true;
    }
    return numberedOtherwise == null;
  }

  private static boolean isOfAnotherName(TagVocabulary where, Tag tag) {
    OptionalInt index = where.indexOfId(tag.id());
    return index.isPresent() && !key(where.tag(index.getAsInt())).equals(key(tag));
  }

  private int indexOf(Tag own) {
    return here.indexOfId(own.id()).orElseThrow();
  }

  private IllegalArgumentException missing(Tag tag) {
    List<Tag> named = named(here, tag);
    if (!named.isEmpty()) {
      return new IllegalArgumentException(
          "tag \"%s\" of %s: expected it in %s, found of that name the tags of ids %s and not of id %d"
              .formatted(tag.english(), list.name(), here.name(), ids(named), tag.id()));
    }
    List<String> near = NearNames.of(key(tag), here.names());
    return new IllegalArgumentException(
        "tag \"%s\" of %s: expected it in %s, found none of that name%s"
            .formatted(
                tag.english(),
                list.name(),
                here.name(),
                near.isEmpty() ? "" : "; near ones: " + String.join(", ", near)));
  }

  private String described(Tag tag) {
    return repeats(tag)
        ? "\"%s\" of id %d".formatted(tag.english(), tag.id())
        : "\"" + tag.english() + "\"";
  }

  private static String ids(List<Tag> tags) {
    return tags.stream().map(tag -> Integer.toString(tag.id())).collect(Collectors.joining(", "));
  }

  private static String key(Tag tag) {
    return TagIndex.key(tag.english());
  }
}
