package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagVocabularyTest {
  private static final Tag CAT = new Tag(4, "cat", List.of("猫"), true);
  private static final Tag BAT = new Tag(2, "Bat", List.of("球棒", "球拍"), true);
  private static final Tag SMILE = new Tag(7, "smile", List.of("微笑"), true);
  private static final Tag SMILE_AGAIN = new Tag(9, "Smile", List.of("笑"), true);

  private static TagVocabulary four() {
    return TagVocabulary.of(
        List.of(CAT, BAT, SMILE, SMILE_AGAIN), new float[] {0.5f, 0.6f, 0.7f, 1});
  }

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void keepsTheOrderThatItWasMadeWith() {
    assertEquals(List.of(CAT, BAT, SMILE, SMILE_AGAIN), four().tags());
    assertEquals(BAT, four().tag(1));
    assertEquals(0.6f, four().threshold(1));
  }

  @Test
  void laterChangesOfWhatItWasMadeFromDoNotReachIt() {
    List<Tag> tags = new ArrayList<>(List.of(CAT));
    float[] thresholds = {0.5f};
    TagVocabulary list = TagVocabulary.of(tags, thresholds);
    tags.set(0, BAT);
    thresholds[0] = 0.9f;
    assertEquals(CAT, list.tag(0));
    assertEquals(0.5f, list.threshold(0));
    assertThrows(UnsupportedOperationException.class, () -> list.tags().set(0, BAT));
  }

  @Test
  void indexIsThePlaceAndNotTheId() {
    assertEquals(OptionalInt.of(0), four().indexOfId(4));
    assertEquals(OptionalInt.of(1), four().indexOfId(2));
    assertEquals(OptionalInt.empty(), four().indexOfId(0));
    assertEquals(OptionalInt.empty(), four().indexOfId(-1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bat", "bat", "BAT", " bat ", "球棒", "球拍", "球棒/球拍"})
  void findsATagByAnyOfItsNames(String name) {
    assertEquals(List.of(BAT), four().find(name));
    assertEquals(List.of(BAT), four().require(name));
  }

  @Test
  void findsAllTagsOfANameInTheirOrder() {
    assertEquals(List.of(SMILE, SMILE_AGAIN), four().find("SMILE"));
  }

  @Test
  void casesAreAlikeInAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals(2, four().find("SMILE").size());
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "球", "dog", "/"})
  void findsNothingByANameThatIsNotThere(String name) {
    assertEquals(List.of(), four().find(name));
  }

  @Test
  void aTagWithoutChineseIsNotFoundByTheEmptyName() {
    TagVocabulary list =
        TagVocabulary.of(List.of(new Tag(0, "cat", List.of(), true)), new float[] {0.5f});
    assertEquals(List.of(), list.find(""));
  }

  @Test
  void anUnknownNameBringsNearOnes() {
    assertEquals(
        "tag \"smille\": expected one of the vocabulary's 4 tags, found none of that name;"
            + " near ones: smile",
        refusal(() -> four().require("smille")));
  }

  @Test
  void theNearestNameComesFirstAndThreeAreEnough() {
    String message = refusal(() -> TagVocabulary.ram().require("strawbery"));
    assertTrue(message.contains("near ones: strawberry"), message);
    String many = refusal(() -> TagVocabulary.ram().require("catt"));
    assertEquals(3, many.substring(many.indexOf("near ones: ")).split(", ", -1).length, many);
  }

  @Test
  void twoSwappedLettersAreOneMistake() {
    String message = refusal(() -> TagVocabulary.ram().require("cluod"));
    assertTrue(message.contains("near ones: cloud"), message);
  }

  /** One edit makes any character another. */
  @Test
  void aNameOfOneCharacterBringsNoneOfAnother() {
    String message = refusal(() -> TagVocabulary.ram().require("7"));
    assertTrue(message.endsWith("found none of that name"), message);
  }

  @Test
  void aPartOfANameBringsTheNamesThatContainIt() {
    String message = refusal(() -> TagVocabulary.ram().require("rendering"));
    assertTrue(message.contains("3d cg rendering"), message);
  }

  @Test
  void aNameThatIsNearNoneBringsNoSuggestion() {
    assertEquals(
        "tag \"xylophone\": expected one of the vocabulary's 4 tags, found none of that name",
        refusal(() -> four().require("xylophone")));
  }

  @Test
  void subsetTakesTheOrderGivenAndKeepsIdsAndThresholds() {
    TagVocabulary subset = four().subset(List.of("球拍", "cat"));
    assertEquals(List.of(BAT, CAT), subset.tags());
    assertEquals(0.6f, subset.threshold(0));
    assertEquals(0.5f, subset.threshold(1));
    assertEquals(OptionalInt.of(0), subset.indexOfId(2));
  }

  @Test
  void subsetTakesAllTagsOfANameAndEachOnce() {
    TagVocabulary subset = four().subset(List.of("笑", "smile", "Smile"));
    assertEquals(List.of(SMILE_AGAIN, SMILE), subset.tags());
    assertEquals(1, subset.threshold(0));
  }

  @Test
  void subsetOfIdsTakesTheOrderGiven() {
    TagVocabulary subset = four().subsetOfIds(List.of(9, 4));
    assertEquals(List.of(SMILE_AGAIN, CAT), subset.tags());
  }

  @Test
  void subsetOfASubsetKeepsTheIds() {
    TagVocabulary list = TagVocabulary.ram().subset(List.of("zebra", "cat", "alley"));
    TagVocabulary smaller = list.subset(List.of("胡同"));
    assertEquals(55, smaller.tag(0).id());
    assertEquals(TagVocabulary.ram().threshold(55), smaller.threshold(0));
  }

  @Test
  void subsetsThatCannotBeAreRefused() {
    assertTrue(refusal(() -> four().subset(List.of("cat", "bot"))).contains("near ones: bat"));
    assertEquals(
        "tag id 5: expected one of the vocabulary's 4 tags, found none of it",
        refusal(() -> four().subsetOfIds(List.of(4, 5))));
    assertEquals(
        "tag ids: expected each once, found 4 (cat) twice",
        refusal(() -> four().subsetOfIds(List.of(4, 4))));
    assertEquals(
        "vocabulary: expected at least one tag, found none",
        refusal(() -> four().subset(List.of())));
  }

  @Test
  void vocabulariesThatCannotBeAreRefused() {
    assertEquals(
        "vocabulary: expected at least one tag, found none",
        refusal(() -> TagVocabulary.of(List.of(), new float[0])));
    assertEquals(
        "vocabulary: expected a threshold for each of 2 tags, found 1 thresholds",
        refusal(() -> TagVocabulary.of(List.of(CAT, BAT), new float[1])));
    assertEquals(
        "tag ids: expected each once, found 4 (cat) twice",
        refusal(() -> TagVocabulary.of(List.of(CAT, CAT), new float[2])));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY})
  void aThresholdOutsideZeroToOneIsRefusedWithTheTag(float threshold) {
    assertEquals(
        "threshold of tag 4 (cat): expected 0 to 1, found " + threshold,
        refusal(() -> TagVocabulary.of(List.of(CAT), new float[] {threshold})));
  }

  @Test
  void placesThatAreNotThereAreRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> four().tag(4));
    assertThrows(IndexOutOfBoundsException.class, () -> four().threshold(4));
    assertThrows(IndexOutOfBoundsException.class, () -> four().tag(-1));
  }

  @Test
  void equalWhereTagsOrderAndThresholdsAre() {
    assertEquals(four(), four());
    assertEquals(four().hashCode(), four().hashCode());
    assertNotEquals(four(), four().withThresholds(ThresholdPolicy.uniform(0.5f)));
    assertNotEquals(four(), four().subsetOfIds(List.of(2, 4, 7, 9)));
    assertEquals(four(), four().subsetOfIds(List.of(4, 2, 7, 9)));
  }

  @Test
  void saysHowManyTagsItHas() {
    assertEquals("TagVocabulary[4 tags, the first cat]", four().toString());
  }

  @Test
  void tagsAreChecked() {
    assertEquals(
        "tag id: expected 0 or more, found -1", refusal(() -> new Tag(-1, "cat", List.of(), true)));
    assertEquals(
        "tag 3: expected a name, found a blank", refusal(() -> new Tag(3, " ", List.of(), true)));
    List<String> names = new ArrayList<>(List.of("猫"));
    Tag tag = new Tag(0, "cat", names, true);
    names.clear();
    assertEquals(List.of("猫"), tag.chinese());
    assertSame(tag.chinese(), List.copyOf(tag.chinese()));
  }
}
