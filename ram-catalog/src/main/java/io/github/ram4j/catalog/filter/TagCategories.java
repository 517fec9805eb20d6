package io.github.ram4j.catalog.filter;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Categories of tags: what kind of word a tag is.
 *
 * <p>The {@linkplain #shipped() shipped} ones are those that Tag2Text's authors gave their list.
 * They do not tell objects from scenes. RAM's list has none of its own: a tag of it has the
 * category of Tag2Text's tags of its English name, where there are such tags and all are of one
 * category, and is {@link #UNKNOWN} else.
 *
 * <p>Immutable and thread-safe.
 */
public final class TagCategories {
  /** The category of things, living beings and places. */
  public static final String OBJECT_OR_SCENE = "object-or-scene";

  /** The category of what is done. */
  public static final String ACTION = "action";

  /** The category of how something is: colours, sizes, materials, numbers. */
  public static final String ATTRIBUTE = "attribute";

  /** The category of tags that no other is known of. */
  public static final String UNKNOWN = "unknown";

  private static final String NAME = "en";
  private static final String CATEGORY = "category";

  private final Map<String, Set<String>> byName = new HashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  /** Whether ids of Tag2Text's list tell tags of one name apart. */
  private final boolean ofTag2Text;

  private TagCategories(List<TagFile.Line> lines, boolean ofTag2Text) {
    for (TagFile.Line line : lines) {
      byName
          .computeIfAbsent(key(line.cell(NAME)), name -> new LinkedHashSet<>())
          .add(line.cell(CATEGORY));
      names.add(line.cell(CATEGORY));
    }
    names.add(UNKNOWN);
    this.ofTag2Text = ofTag2Text;
  }

  /**
   * The categories of Tag2Text's list, and of other lists by the names of it.
   *
   * @return the same categories at each call, read once
   */
  public static TagCategories shipped() {
    return Shipped.CATEGORIES;
  }

  /**
   * Reads categories of one's own.
   *
   * @param file UTF-8, tab-separated, the first line {@code en} and {@code category}: an English
   *     name and any word a line; a name of several categories is of none
   * @return the categories
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is no such file; the message has file and line
   */
  public static TagCategories read(Path file) throws IOException {
    List<TagFile.Line> lines = TagFile.read("categories", file, List.of(NAME, CATEGORY));
    if (lines.isEmpty()) {
      throw new FileFormatException("categories " + file + ": expected a tag a line, found none");
    }
    return new TagCategories(lines, false);
  }

  /**
   * The categories that there are.
   *
   * @return in the order of the file, {@link #UNKNOWN} the last
   */
  public List<String> names() {
    return List.copyOf(names);
  }

  /**
   * The category of each tag of a list.
   *
   * @param list any list
   * @return a category for each tag, in its order
   */
  public List<String> of(TagVocabulary list) {
    boolean numbered = ofTag2Text && isOfTag2Text(list);
    List<String> categories = new ArrayList<>(list.size());
    for (Tag tag : list.tags()) {
      Set<String> found = byName.getOrDefault(key(tag.english()), Set.of());
      if (found.size() == 1) {
        categories.add(found.iterator().next());
      } else {
        categories.add(numbered ? Shipped.BY_ID.get(tag.id()) : UNKNOWN);
      }
    }
    return categories;
  }

  private static boolean isOfTag2Text(TagVocabulary list) {
    TagVocabulary published = TagVocabulary.tag2text();
    return list.tags().stream()
        .allMatch(
            tag ->
                tag.id() < published.size()
                    && published.tag(tag.id()).english().equals(tag.english()));
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** The file of ram-core's jar. */
  private static final class Shipped {
    private static final List<TagFile.Line> LINES =
        TagFile.shipped("tag2text-categories.tsv", List.of("id", NAME, CATEGORY));
    private static final TagCategories CATEGORIES = new TagCategories(LINES, true);
    private static final List<String> BY_ID =
        LINES.stream().map(line -> line.cell(CATEGORY)).toList();
  }

  /** The categories. */
  @Override
  public String toString() {
    return "TagCategories" + names;
  }
}
