package io.github.ram4j.recipe.icons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.recipe.scene.SentenceScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IconClassesTest {
  private static final int LEAST_TRAINING_SETS = 3;

  @Test
  void tagsAreRamsOwn() {
    TagVocabulary ram = TagVocabulary.ram();
    for (IconClass each : IconClasses.all()) {
      assertEquals(1, ram.find(each.name()).size(), each.name());
    }
    assertTrue(IconClasses.all().size() >= 240, "tags: " + IconClasses.all().size());
  }

  @Test
  void sentencesAreAboutTagsOfTag2TextThatEveryTrainingSetShows() {
    TagVocabulary known = TagVocabulary.tag2text();
    for (IconClass each : IconClasses.ofTag2Text()) {
      assertFalse(known.find(each.name()).isEmpty(), each.name());
      IconSets.training().forEach(set -> assertFalse(each.in(set).isEmpty(), each.toString()));
    }
  }

  @Test
  void everyTagHasIconsToLearnAndToTest() {
    for (IconClass each : IconClasses.all()) {
      long sets = IconSets.training().stream().filter(set -> !each.in(set).isEmpty()).count();
      assertTrue(sets >= LEAST_TRAINING_SETS, each.toString());
      IconSets.keptOut().forEach(set -> assertFalse(each.in(set).isEmpty(), each.toString()));
    }
  }

  @Test
  void noIconShowsTwoTags() {
    for (IconSet set : IconSets.all()) {
      Set<String> seen = new HashSet<>();
      for (IconClass each : IconClasses.all()) {
        each.in(set).forEach(icon -> assertTrue(seen.add(icon), set.name() + ": " + icon));
      }
    }
  }

  @Test
  void twemojiIsKeptOut() {
    assertEquals(List.of(IconSets.named("twemoji")), IconSets.keptOut());
    assertEquals(7, IconSets.training().size());
  }

  /** Else they could not be made again. */
  @Test
  void theModelsThatShipHaveTheseTags() throws IOException {
    assertEquals(names(IconClasses.all()), shipped("clipart-ram.tsv"));
    List<String> expected = new ArrayList<>(names(IconClasses.ofTag2Text()));
    expected.addAll(SentenceScenes.extraTags());
    assertEquals(expected, shipped("clipart-tag2text.tsv"));
  }

  private static List<String> names(List<IconClass> classes) {
    return classes.stream().map(IconClass::name).toList();
  }

  private static List<String> shipped(String list) throws IOException {
    Path checkpoints =
        Path.of(System.getProperty("ram.repository"))
            .resolve("ram-model-clipart/src/main/checkpoint");
    return TagVocabulary.read(checkpoints.resolve(list)).tags().stream()
        .map(tag -> tag.english())
        .toList();
  }

  @Test
  void refusesATagWithoutIcons() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> IconClasses.named(List.of("democracy")))
            .getMessage();
    assertTrue(message.contains("democracy"), message);
    assertThrows(IllegalArgumentException.class, () -> IconSets.named("nothing"));
    assertThrows(IllegalArgumentException.class, () -> Table.of("a\tb\n1\n", "table"));
  }
}
