package io.github.ram4j.recipe.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.recipe.scene.Reading.Mention;
import io.github.ram4j.recipe.scene.Reading.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceReaderTest {
  private static final SentenceReader READER =
      new SentenceReader(
          List.of(
              "cat", "car", "police car", "tree", "christmas tree", "mouse", "t-shirt", "sheep"));

  @Test
  void readsCountsColoursAndPlaces() {
    Reading reading = READER.read("two red police cars on the left of a tree under a cloudy sky");
    assertEquals(
        List.of(new Mention("police car", 2, "red"), new Mention("tree", 1, "")),
        reading.mentions());
    assertEquals(
        List.of(new Statement(Relation.LEFT_OF, "police car", List.of("tree"))),
        reading.statements());
    assertEquals("under a cloudy sky", reading.setting());
  }

  @Test
  void aRelationIsSaidOfAllThatFollow() {
    Reading reading = READER.read("three mice above a cat and a christmas tree on the yellow sand");
    assertEquals(
        List.of(
            new Statement(Relation.ABOVE, "mouse", List.of("cat")),
            new Statement(Relation.ABOVE, "mouse", List.of("christmas tree"))),
        reading.statements());
    assertEquals(
        List.of(new Statement(Relation.BETWEEN, "car", List.of("cat", "tree"))),
        READER.read("a car between a cat and two trees").statements());
    assertEquals(List.of(), READER.read("a cat, a car and a tree").statements());
  }

  @Test
  void passesOverWhatAModelMightWrite() {
    Reading reading = READER.read("A cat cat sits UNDER the the big tree tree. above a t - shirt");
    assertEquals(List.of("cat", "tree", "t-shirt"), reading.tags());
    assertEquals(
        List.of(
            new Statement(Relation.BELOW, "cat", List.of("tree")),
            new Statement(Relation.BELOW, "cat", List.of("tree")),
            new Statement(Relation.ABOVE, "tree", List.of("t-shirt"))),
        reading.statements());
    assertEquals(List.of(), READER.read("next to").mentions());
    assertEquals(List.of(), READER.read("below a cat between a car").statements());
    assertEquals(List.of(), READER.read("").mentions());
  }

  @ParameterizedTest
  @CsvSource({"a sheep, 1", "three sheep, 3", "cats, 0", "cat, 1", "four cats, 4"})
  void countsWhatIsSaid(String sentence, int count) {
    assertEquals(count, READER.read(sentence).mentions().get(0).count());
  }
}
