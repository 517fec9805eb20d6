package io.github.ram4j.recipe.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.TinyIcons;
import io.github.ram4j.text.WordList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceScenesTest {
  private static final int SCENES = 1500;

  @TempDir static Path folder;
  private static List<String> names;
  private static SentenceScenes scenes;

  @BeforeAll
  static void readIcons() throws IOException {
    IconLibrary library = TinyIcons.library(folder);
    names = library.classes().stream().map(IconClass::name).toList();
    scenes = new SentenceScenes(library, List.of("sky", "grass"));
  }

  @Test
  void sentencesAreTrueAndSayAll() {
    SentenceReader reader = new SentenceReader(names);
    Set<Relation> told = new TreeSet<>();
    for (int i = 0; i < SCENES; i++) {
      Scene scene = scenes.scene(2, i);
      Reading reading = reader.read(scene.caption());
      List<Reading.Mention> drawn =
          scene.groups().stream()
              .map(group -> new Reading.Mention(group.tag(), group.count(), group.colour()))
              .toList();
      assertEquals(drawn, reading.mentions(), scene.caption());
      assertEquals(scene.setting(), reading.setting(), scene.caption());
      assertTrue(scene.icons().size() <= 4, scene.caption());
      reading.statements().forEach(statement -> told.add(statement.relation()));
    }
    assertEquals(
        Set.of(Relation.LEFT_OF, Relation.ABOVE, Relation.NEXT_TO, Relation.BETWEEN), told);
  }

  @Test
  void figuresOfTrueSentencesArePerfect() {
    CaptionFigures figures = new CaptionFigures(new SentenceReader(names));
    for (int i = 0; i < SCENES; i++) {
      Scene scene = scenes.scene(4, i);
      figures.add(scene, scene.caption());
    }
    assertEquals(1, figures.f1());
    assertEquals(1, figures.countsRight());
    assertEquals(1, figures.coloursRight());
    assertEquals(1, figures.relationsRight());
    assertEquals(1, figures.settingsRight());
    assertTrue(figures.relations() > SCENES / 3);
  }

  @Test
  void thingsAreNamedAsTheyAreRead() {
    SentenceReader reader = new SentenceReader(names);
    int compared = 0;
    for (int i = 0; i < SCENES; i++) {
      Scene scene = scenes.scene(3, i);
      List<Group> named = scene.groups();
      boolean related = !reader.read(scene.caption()).statements().isEmpty();
      for (int j = related ? 2 : 1; j < named.size(); j++) {
        Box before = named.get(j - 1).box();
        Box after = named.get(j).box();
        assertTrue(
            before.centerX() + before.centerY() <= after.centerX() + after.centerY(),
            scene.caption());
        compared++;
      }
    }
    assertTrue(compared > SCENES / 10, "places compared: " + compared);
  }

  @Test
  void simpleScenesComeFirst() throws IOException {
    SentenceScenes rising = new SentenceScenes(TinyIcons.library(folder), List.of("red"), 100_000);
    SentenceReader reader = new SentenceReader(names);
    for (int i = 0; i < 20; i++) {
      Scene first = rising.scene(1, i);
      boolean related = !reader.read(first.caption()).statements().isEmpty();
      assertEquals(first.groups().size() > 1, related, first.caption());
      assertEquals(first.groups().size(), first.icons().size(), first.caption());
      assertTrue(
          first.icons().stream()
              .allMatch(icon -> icon.augmentation().equals(IconAugmentation.PLAIN)));
      assertEquals(scenes.scene(1, 100_000 + i).caption(), rising.scene(1, 100_000 + i).caption());
    }
  }

  @Test
  void aColourIsATagWhereItIsAskedFor() throws IOException {
    SentenceScenes red = new SentenceScenes(TinyIcons.library(folder), List.of("red"));
    int coloured = 0;
    for (int i = 0; i < SCENES; i++) {
      Scene scene = red.scene(5, i);
      coloured += scene.tags().contains("red") ? 1 : 0;
      assertEquals(
          Words.of(scene.caption()).contains("red"), scene.tags().contains("red"), scene.caption());
    }
    assertTrue(coloured > 0, "no scene says red");
  }

  @Test
  void backdropTagsAreGivenWhereAskedFor() {
    Set<String> extra = new TreeSet<>();
    for (int i = 0; i < SCENES; i++) {
      Scene scene = scenes.scene(2, i);
      scene.tags().stream().filter(tag -> !names.contains(tag)).forEach(extra::add);
      boolean sky = scene.setting().endsWith("sky");
      assertEquals(sky, scene.tags().contains("sky"), scene.caption());
    }
    assertEquals(Set.of("grass", "sky"), extra);
  }

  @Test
  void everyWordIsInTheList() {
    WordList words = SentenceWords.of(names);
    for (int i = 0; i < SCENES; i++) {
      for (String word : Words.of(scenes.scene(6, i).caption())) {
        assertTrue(words.idOf(word) >= 0, word);
      }
    }
    for (String word : List.of("a", "picture", "of", "|", "houses", "polka")) {
      assertTrue(words.idOf(word) >= 0, word);
    }
    assertEquals("[PAD]", words.words().get(0));
  }

  @Test
  void everyTagCanBeSaidAndUnderstood() {
    List<String> all = IconClasses.all().stream().map(IconClass::name).toList();
    SentenceReader reader = new SentenceReader(all);
    WordList words = SentenceWords.of(all);
    for (String tag : all) {
      for (int count = 1; count <= (Noun.of(tag).counted() ? 3 : 1); count++) {
        String phrase = Noun.of(tag).phrase(count, "red");
        assertEquals(
            List.of(new Reading.Mention(tag, count, "red")), reader.read(phrase).mentions());
        Words.of(phrase).forEach(word -> assertTrue(words.idOf(word) >= 0, word));
      }
    }
  }
}
