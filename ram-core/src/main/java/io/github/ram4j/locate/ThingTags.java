package io.github.ram4j.locate;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tags that may have a place in an image: all but those that Tag2Text's authors gave the category
 * of attributes or of actions, as "wooden" or "run". Known by English names; a name of several
 * categories, and one that Tag2Text's list lacks, may be a thing. The categories do not tell things
 * from scenes.
 */
public final class ThingTags {
  private static final String CATEGORIES = "/io/github/ram4j/tag-lists/tag2text-categories.tsv";
  private static final String OBJECT = "object-or-scene";
  private static final int NAME = 1;
  private static final int CATEGORY = 2;

  private ThingTags() {}

  /**
   * Whether a tag may be a thing.
   *
   * @param tag any tag
   * @return false for attributes and actions
   */
  public static boolean contains(Tag tag) {
    return !Shipped.OTHERS.contains(key(tag.english()));
  }

  /**
   * The tags that may be things.
   *
   * @param tags any tags
   * @return in their order
   */
  public static List<TagScore> of(List<TagScore> tags) {
    return tags.stream().filter(score -> contains(score.tag())).toList();
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** The file of this jar. */
  private static final class Shipped {
    private static final Set<String> OTHERS = read();

    private static Set<String> read() {
      Map<String, Boolean> things = new HashMap<>();
      try (InputStream in = ThingTags.class.getResourceAsStream(CATEGORIES)) {
        if (in == null) {
          throw new IllegalStateException(CATEGORIES + ": expected it in ram-core's jar");
        }
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        lines.readLine(); // names of columns
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] cells = line.split("\t", -1);
          if (cells.length <= CATEGORY) {
            throw new FileFormatException(CATEGORIES + ": expected three cells, found " + line);
          }
          things.merge(key(cells[NAME]), cells[CATEGORY].equals(OBJECT), Boolean::logicalOr);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(CATEGORIES, e);
      }
      Set<String> others = new HashSet<>();
      things.forEach(
          (name, thing) -> {
            if (!thing) {
              others.add(name);
            }
          });
      return others;
    }
  }
}
