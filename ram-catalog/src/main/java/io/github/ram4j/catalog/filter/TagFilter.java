package io.github.ram4j.catalog.filter;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A choice of a model's tags, and the names that they are written by.
 *
 * <p>Every {@code with…} narrows the choice further: a tag is left if all of them let it through.
 * {@link #of} applies the filter to a model's list; what is left is all that {@link
 * FilteredTags#over} computes.
 *
 * <p>Immutable and thread-safe.
 */
public final class TagFilter {
  private static final TagFilter ALL =
      new TagFilter(List.of(), TagSynonyms.none(), ThresholdPolicy.published(), null);

  /** A test of all tags of a list at once, true for those to keep. */
  @FunctionalInterface
  private interface Test {
    boolean[] of(TagVocabulary list);
  }

  private final List<Test> tests;
  private final TagSynonyms synonyms;
  private final ThresholdPolicy thresholds;
  private final @Nullable KeywordTree keywords;

  private TagFilter(
      List<Test> tests,
      TagSynonyms synonyms,
      ThresholdPolicy thresholds,
      @Nullable KeywordTree keywords) {
    this.tests = List.copyOf(tests);
    this.synonyms = synonyms;
    this.thresholds = thresholds;
    this.keywords = keywords;
  }

  /**
   * The filter that lets all tags through, under their own names.
   *
   * @return the same at each call
   */
  public static TagFilter all() {
    return ALL;
  }

  /**
   * Lets the tags of some names through, and no others.
   *
   * @param names in either language; each must be of a tag, which {@link #of} checks
   * @return a filter
   */
  public TagFilter withNames(Collection<String> names) {
    Set<String> copy = Set.copyOf(names);
    return with(list -> marked(list, copy, true));
  }

  /**
   * Stops the tags of some names.
   *
   * @param names in either language; each must be of a tag, which {@link #of} checks
   * @return a filter
   */
  public TagFilter withoutNames(Collection<String> names) {
    Set<String> copy = Set.copyOf(names);
    return with(list -> marked(list, copy, false));
  }

  private static boolean[] marked(TagVocabulary list, Set<String> names, boolean named) {
    Set<Integer> ids = new HashSet<>();
    names.forEach(name -> list.require(name).forEach(tag -> ids.add(tag.id())));
    boolean[] kept = new boolean[list.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = ids.contains(list.tag(i).id()) == named;
    }
    return kept;
  }

  /**
   * Lets the tags through of which a name has a part that matches.
   *
   * @param pattern looked for in the English name and each Chinese one, each alone
   * @return a filter
   */
  public TagFilter withMatching(Pattern pattern) {
    Objects.requireNonNull(pattern, "pattern");
    return with(each((tag, category) -> matches(pattern, tag), null));
  }

  /**
   * Stops the tags of which a name has a part that matches.
   *
   * @param pattern looked for in the English name and each Chinese one, each alone
   * @return a filter
   */
  public TagFilter withoutMatching(Pattern pattern) {
    Objects.requireNonNull(pattern, "pattern");
    return with(each((tag, category) -> !matches(pattern, tag), null));
  }

  private static boolean matches(Pattern pattern, Tag tag) {
    return pattern.matcher(tag.english()).find()
        || tag.chinese().stream().anyMatch(name -> pattern.matcher(name).find());
  }

  /**
   * Lets the tags of some categories through.
   *
   * @param wanted names of categories, {@link TagCategories#UNKNOWN} for tags without one
   * @param categories which tags have which
   * @return a filter
   * @throws IllegalArgumentException if there is no category of a name; the message has those that
   *     there are
   */
  public TagFilter withCategories(Collection<String> wanted, TagCategories categories) {
    Set<String> copy = Set.copyOf(wanted);
    for (String name : wanted) {
      if (!categories.names().contains(name)) {
        throw new IllegalArgumentException(
            "category: expected one of %s, found \"%s\""
                .formatted(String.join(", ", categories.names()), name));
      }
    }
    return with(each((tag, category) -> copy.contains(category), categories));
  }

  private static Test each(BiPredicate<Tag, String> kept, @Nullable TagCategories categories) {
    return list -> {
      List<String> known = categories == null ? List.of() : categories.of(list);
      boolean[] all = new boolean[list.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = kept.test(list.tag(i), known.isEmpty() ? TagCategories.UNKNOWN : known.get(i));
      }
      return all;
    };
  }

  /**
   * Merges tags that name one thing: an image gets the name that is shown, once, with the best
   * score of those that hold. All of them are computed.
   *
   * @param names to be merged
   * @return a filter
   */
  public TagFilter withSynonyms(TagSynonyms names) {
    return new TagFilter(tests, Objects.requireNonNull(names, "names"), thresholds, keywords);
  }

  /**
   * Sets thresholds of one's own.
   *
   * @param policy asked for the tags of the whole list; a tag at 1 is never predicted and is not
   *     computed
   * @return a filter
   */
  public TagFilter withThresholds(ThresholdPolicy policy) {
    return new TagFilter(tests, synonyms, Objects.requireNonNull(policy, "policy"), keywords);
  }

  /**
   * Lets those tags through that a user has a keyword for, and writes them as that keyword, with
   * its path. A keyword is a tag of its name or of one of its synonyms, upper and lower case alike;
   * where a name is both a keyword and another's synonym, it is the keyword's.
   *
   * @param tree of keywords; those that the list has no tag for are {@link
   *     FilteredTags#unknownKeywords()}
   * @return a filter
   */
  public TagFilter withKeywords(KeywordTree tree) {
    return new TagFilter(tests, synonyms, thresholds, Objects.requireNonNull(tree, "tree"));
  }

  private TagFilter with(Test test) {
    List<Test> more = new ArrayList<>(tests);
    more.add(test);
    return new TagFilter(more, synonyms, thresholds, keywords);
  }

  /**
   * Chooses the tags of a list.
   *
   * @param list of a model, all of its tags
   * @return those that are left, at least one
   * @throws IllegalArgumentException if a name is of no tag of it, or nothing is left
   * @throws FileFormatException if keywords are not of one place each; the message has the places
   */
  public FilteredTags of(TagVocabulary list) {
    TagVocabulary cut = list.withThresholds(thresholds);
    boolean[] kept = new boolean[list.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = cut.threshold(i) < 1;
    }
    for (Test test : tests) {
      boolean[] passing = test.of(list);
      for (int i = 0; i < kept.length; i++) {
        kept[i] &= passing[i];
      }
    }
    TagNaming naming =
        keywords == null ? TagNaming.of(list, synonyms) : TagNaming.of(list, keywords);
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] && naming.isNamed(list.tag(i).id())) {
        ids.add(list.tag(i).id());
      }
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "filters: expected at least one tag of %s to be left, found none".formatted(list.name()));
    }
    return new FilteredTags(cut.subsetOfIds(ids), list, naming);
  }
}
