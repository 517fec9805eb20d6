package io.github.ram4j.recipe.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameListsTest {
  private static final List<String> TAGS = IconClasses.all().stream().map(IconClass::name).toList();

  @Test
  void synonymsAreOfTagsAndAreNone() {
    Set<String> names = new HashSet<>();
    for (NameLists.Synonym synonym : NameLists.synonyms()) {
      assertTrue(TAGS.contains(synonym.tag()), synonym::toString);
      assertFalse(TAGS.contains(synonym.name()), synonym::toString);
      assertTrue(names.add(synonym.name()), synonym::toString);
    }
    assertTrue(names.size() >= 100, () -> names.size() + " synonyms");
  }

  /** What is measured must not have been learned, nor in another spelling or number. */
  @Test
  void aliasesHoldNoSynonym() {
    Set<String> synonyms = new HashSet<>();
    NameLists.synonyms().forEach(each -> synonyms.add(plain(each.name())));
    NameLists.aliases()
        .values()
        .forEach(
            aliases ->
                aliases.forEach(alias -> assertFalse(synonyms.contains(plain(alias)), alias)));
  }

  @Test
  void everyTagHasAliases() {
    assertEquals(TAGS, List.copyOf(NameLists.aliases().keySet()));
    NameLists.aliases().forEach((tag, aliases) -> assertTrue(aliases.size() >= 2, tag));
  }

  private static String plain(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return letters.endsWith("s") ? letters.substring(0, letters.length() - 1) : letters;
  }
}
