package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteeringTest {

  private static List<String> names(Steering steering) {
    return steering.tags().orElseThrow().stream().map(CaptionTag::name).toList();
  }

  @Test
  void withoutNamesTheModelRecognizes() {
    assertEquals(Optional.empty(), Steering.recognized().tags());
    assertEquals("Steering[recognized]", Steering.recognized().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cloud,blue sky", " cloud ,\tblue sky\n", "cloud，blue sky", "cloud、blue sky,"})
  void freeTextIsSplitAtCommasOfEitherLanguage(String text) {
    assertEquals(List.of("cloud", "blue sky"), names(Steering.of(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , ，、\u3000"})
  void blankTextSteersByNothing(String text) {
    assertEquals(List.of(), names(Steering.of(text)));
    assertEquals("Steering[]", Steering.of(text).toString());
  }

  @Test
  void wordsOfACollectionAreOneTagEach() {
    Steering steering = Steering.of(List.of(" red, white ", "", "a dog", " "));
    assertEquals(List.of("red, white", "a dog"), names(steering));
    assertEquals("Steering[red, white, a dog]", steering.toString());
  }

  @Test
  void freeTextIsKeptAsItIsWrittenAndMayBeUnknown() {
    assertEquals(
        List.of("Cloud", "florbish", "cloud", "🐶"), names(Steering.of("Cloud,florbish,cloud,🐶")));
  }

  @Test
  void namedTagsAreNotYetHeldAgainstASentence() {
    CaptionTag expected = new CaptionTag("cloud", Optional.empty(), true, List.of());
    assertEquals(Optional.of(List.of(expected)), Steering.of("cloud").tags());
    assertEquals(
        Optional.of(List.of(expected)),
        Steering.named(TagVocabulary.tag2text(), List.of("cloud")).tags());
  }

  @ParameterizedTest
  @CsvSource({"云,cloud", "天空,sky", "小巷,小巷", "胡同/球道,alley", "t恤,t shirt", "ktv,ktv", "丅丅丅,丅丅丅"})
  void chineseNamesStandForEnglishOnes(String chinese, String english) {
    assertEquals(List.of(english), names(Steering.of(chinese)));
  }

  @Test
  void ofSeveralEnglishNamesTheOneThatTheModelKnowsIsTaken() {
    // RAM has "air field" and "airport" of this name, Tag2Text only the second.
    assertEquals("air field", TagVocabulary.ram().find("机场").get(0).english());
    assertEquals(List.of("airport"), names(Steering.of("机场")));
    assertEquals(
        List.of("airport"), names(Steering.named(TagVocabulary.tag2text(), List.of("机场"))));
    assertEquals(List.of("air field"), names(Steering.named(TagVocabulary.ram(), List.of("机场"))));
  }

  @Test
  void namedTagsAreWrittenAsTheVocabularyHasThem() {
    assertEquals(
        List.of("sky", "cloud", "dog"),
        names(Steering.named(TagVocabulary.tag2text(), List.of(" Sky", "云", "DOG"))));
  }

  @Test
  void aVocabularysOwnChineseNamesComeFirst() {
    TagVocabulary own =
        TagVocabulary.of(
            List.of(new Tag(0, "cumulus", List.of("云"), true), new Tag(1, "sky", List.of(), true)),
            new float[2]);
    assertEquals(List.of("cumulus", "sky"), names(Steering.named(own, List.of("云", "天空"))));
  }

  @Test
  void anUnknownNameIsRefusedWithNearOnes() {
    TagVocabulary vocabulary = TagVocabulary.tag2text();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Steering.named(vocabulary, List.of("sky", "giraff")))
            .getMessage();
    assertTrue(
        message.startsWith(
            "tag \"giraff\": expected one of the vocabulary's 3429 tags, found none of that name;"
                + " near ones: giraffe"),
        message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "丅丅丅"})
  void whatCannotBeTranslatedIsRefusedByItsOwnName(String name) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Steering.named(TagVocabulary.tag2text(), List.of(name)))
            .getMessage();
    assertTrue(message.startsWith("tag \"" + name + "\": expected"), message);
  }

  @Test
  void aRecognitionsTagsComeInTheVocabularysOrderWithTheirScores() {
    TagVocabulary vocabulary =
        TagVocabulary.of(
            List.of(
                new Tag(7, "dog", List.of(), true),
                new Tag(5, "two", List.of(), false),
                new Tag(3, "cat", List.of("猫"), true),
                new Tag(1, "cow", List.of(), true)),
            new float[] {0.5f, 0.5f, 0.5f, 0.5f});
    Recognition recognition = Recognition.ofLogits(vocabulary, new float[] {1, 9, 3, -1});
    assertEquals(
        Optional.of(
            List.of(
                new CaptionTag("dog", Optional.of(recognition.tagScore(0)), true, List.of()),
                new CaptionTag("cat", Optional.of(recognition.tagScore(2)), true, List.of()))),
        Steering.of(recognition).tags());
  }

  @Test
  void aRecognitionOfNothingSteersByNothing() {
    TagVocabulary vocabulary =
        TagVocabulary.of(List.of(new Tag(0, "dog", List.of(), true)), new float[] {0.5f});
    assertEquals(List.of(), names(Steering.of(Recognition.ofLogits(vocabulary, new float[] {-1}))));
  }

  @Test
  void namesAreCopiedAndCannotBeChanged() {
    List<String> words = new ArrayList<>(List.of("cloud"));
    Steering free = Steering.of(words);
    Steering named = Steering.named(TagVocabulary.tag2text(), words);
    words.add("sky");
    for (Steering steering : List.of(free, named)) {
      assertEquals(List.of("cloud"), names(steering));
      List<CaptionTag> tags = steering.tags().orElseThrow();
      assertThrows(UnsupportedOperationException.class, () -> tags.remove(0));
    }
  }

  @Test
  void tagsOfRamWhoseNamesDisturbSentencesAreLeftOut() {
    TagVocabulary ram = TagVocabulary.ram().subset(List.of("back", "cat", "five", "quarter"));
    Recognition recognition = Recognition.ofLogits(ram, new float[] {9, 9, 9, 9});
    assertEquals(
        List.of("cat"),
        Steering.of(recognition).tags().orElseThrow().stream().map(CaptionTag::name).toList());
  }

  @Test
  void lettersThatWereSwappedAreNear() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Steering.named(TagVocabulary.tag2text(), List.of("cluod")));
    assertTrue(refused.getMessage().endsWith("near ones: cloud"), refused.getMessage());
  }
}
