package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Lists that number the same tags differently: names decide. */
class TwoListsTest {
  private static final TagVocabulary RAM = TagVocabulary.ram();
  private static final TagVocabulary TAG2TEXT = TagVocabulary.tag2text();

  private static TagVocabulary list(int firstId, String... names) {
    List<Tag> tags = new ArrayList<>();
    for (String name : names) {
      tags.add(new Tag(firstId + tags.size(), name, List.of(), true));
    }
    return TagVocabulary.of(tags, new float[names.length]);
  }

  private static TagVocabulary withThresholds(TagVocabulary list, float... thresholds) {
    return TagVocabulary.of(list.tags(), thresholds);
  }

  /** Logits that tell each index. */
  private static Recognition recognition(TagVocabulary vocabulary) {
    float[] logits = new float[vocabulary.size()];
    IntStream.range(0, logits.length).forEach(i -> logits[i] = i);
    return Recognition.ofLogits(vocabulary, logits);
  }

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void aSubsetOfAnotherListGetsTheScoresOfItsNames() {
    int dog = RAM.indexOfId(RAM.find("dog").get(0).id()).orElseThrow();
    Recognition ofRam = recognition(RAM);
    TagVocabulary subset = TAG2TEXT.subset(List.of("dog", "cat"));
    Recognition found = ofRam.subset(subset);
    assertEquals(dog, found.logits().get(0));
    assertEquals(ofRam.score("cat"), found.score(1));
    assertEquals(subset, found.vocabulary());
  }

  @Test
  void aSubsetOfASubsetKeepsTheRowOfItsName() {
    Recognition all = recognition(RAM);
    TagVocabulary some = RAM.subset(List.of("zebra", "dog", "cat"));
    Recognition found = all.subset(some).subset(list(0, "cat", "zebra"));
    assertEquals(all.score("cat"), found.score(0));
    assertEquals(all.score("zebra"), found.score(1));
  }

  @Test
  void aTagOfTheSameIdAndAnotherNameIsNotTheTag() {
    Recognition found = recognition(list(0, "abacus", "abalone"));
    assertEquals(
        "tag \"anchor\" of the list of 2 tags from \"anchor\" to \"ant\": expected it in the list"
            + " of 2 tags from \"abacus\" to \"abalone\", found none of that name",
        refusal(() -> found.subset(list(0, "anchor", "ant"))));
  }

  @Test
  void otherChineseNamesAreNoOtherTag() {
    TagVocabulary other =
        TagVocabulary.of(List.of(new Tag(3, "dog", List.of("犬"), false)), new float[] {0.5f});
    assertEquals(recognition(RAM).score("dog"), recognition(RAM).subset(other).score(0));
  }

  /** A Chinese name that is the same does not make two tags one. */
  @Test
  void aChineseNameDoesNotJoinLists() {
    TagVocabulary english =
        TagVocabulary.of(List.of(new Tag(9, "狗", List.of(), true)), new float[1]);
    assertTrue(
        refusal(() -> recognition(RAM).subset(english))
            .startsWith("tag \"狗\" of the list of \"狗\" alone"));
  }

  @Test
  void casesAreAlike() {
    Recognition all = recognition(RAM);
    Recognition found = all.subset(TAG2TEXT.subset(List.of("eiffel tower", "cd")));
    assertEquals(all.score("Eiffel tower"), found.score(0));
    assertEquals(all.score("CD"), found.score(1));
  }

  @Test
  void casesAreNotAlikeWhereAListTellsTagsApartByThem() {
    Recognition found = recognition(list(0, "bird", "turkey", "Turkey"));
    assertEquals(
        List.of(2f, 1f),
        IntStream.range(0, 2)
            .mapToObj(i -> found.subset(list(50, "Turkey", "turkey")).logits().get(i))
            .toList());
    Recognition birds = recognition(list(0, "bird", "turkey"));
    assertTrue(
        refusal(() -> birds.subset(list(50, "turkey", "Turkey")))
            .startsWith("tag \"Turkey\" of the list of 2 tags"));
  }

  @Test
  void idsTellTagsOfOneNameApartWhereTheListsNumberAlike() {
    List<Tag> lights = TAG2TEXT.find("light");
    assertEquals(3, lights.size());
    Recognition all = recognition(TAG2TEXT);
    TagVocabulary reversed = TAG2TEXT.subsetOfIds(List.of(lights.get(2).id(), lights.get(0).id()));
    Recognition found = all.subset(reversed);
    assertEquals(lights.get(2).id(), (int) found.logits().get(0));
    assertEquals(lights.get(0).id(), (int) found.logits().get(1));
    assertEquals(
        lights.get(0).id(),
        (int) found.subset(TAG2TEXT.subsetOfIds(List.of(lights.get(0).id()))).logits().get(0));
  }

  @Test
  void anotherTagOfTheNameIsNotTakenForOneThatIsMissing() throws IOException {
    List<Tag> lights = TAG2TEXT.find("light");
    TagVocabulary first = TAG2TEXT.subsetOfIds(List.of(0, lights.get(0).id()));
    TagVocabulary second = TAG2TEXT.subsetOfIds(List.of(lights.get(1).id()));
    String expected =
        "tag \"light\" of 1 tag of Tag2Text's published list: expected it in %s, found of that"
            + " name the tags of ids %d and not of id %d";
    assertEquals(
        expected.formatted(
            "2 tags of Tag2Text's published list", lights.get(0).id(), lights.get(1).id()),
        refusal(() -> recognition(first).subset(second)));
    // A bundle's file does not say what it was cut from.
    StringBuilder text = new StringBuilder();
    first.write(text);
    TagVocabulary file = TagVocabulary.read(new StringReader(text.toString()), "a.tsv");
    assertEquals(
        expected.formatted("tag list a.tsv", lights.get(0).id(), lights.get(1).id()),
        refusal(() -> recognition(file).subset(second)));
  }

  @Test
  void tagsOfOneNameAreNotGuessedWhereTheListsNumberDifferently() {
    Recognition found = recognition(list(0, "cat", "light", "light"));
    assertEquals(
        "tag \"light\" of the list of 2 tags from \"light\" to \"cat\": expected one tag of that"
            + " name in the list of 3 tags from \"cat\" to \"light\", found those of ids 1, 2;"
            + " their ids do not tell which is meant, since id 2 is \"cat\" in one list and not in"
            + " the other",
        refusal(() -> found.subset(list(1, "light", "cat"))));
  }

  @Test
  void manyTagsOfANameMeetOneOfAnotherList() {
    Recognition all = recognition(RAM);
    Recognition found = all.subset(TAG2TEXT.subset(List.of("light")));
    assertEquals(3, found.vocabulary().size());
    for (int i = 0; i < 3; i++) {
      assertEquals(all.score("light"), found.score(i));
    }
  }

  @Test
  void placesOfAnotherListAreFoundByName() {
    TagVocabulary here = list(0, "cat", "dog", "fox");
    assertArrayEquals(new int[] {2, -1, 0}, here.indicesOf(list(0, "fox", "owl", "cat")));
    assertArrayEquals(new int[] {2, 0}, here.requireIndicesOf(list(0, "fox", "cat")));
    assertArrayEquals(
        IntStream.range(0, TAG2TEXT.size()).toArray(), TAG2TEXT.requireIndicesOf(TAG2TEXT));
  }

  @Test
  void sameTagsAreThoseOfTheSameNamesInTheSameOrder() {
    TagVocabulary here = list(0, "cat", "dog");
    assertDoesNotThrow(() -> here.requireSameTags(list(8, "Cat", "dog")));
    assertEquals(
        "tags: expected those of the list of 2 tags from \"cat\" to \"dog\" in their order, found"
            + " those of the list of 2 tags from \"dog\" to \"cat\": at index 0 \"dog\" and not"
            + " \"cat\"",
        refusal(() -> here.requireSameTags(list(0, "dog", "cat"))));
    assertEquals(
        "tags: expected the 2 of the list of 2 tags from \"cat\" to \"dog\", found the 3 of the"
            + " list of 3 tags from \"cat\" to \"fox\": the first that the other lacks is \"fox\"",
        refusal(() -> here.requireSameTags(list(0, "cat", "dog", "fox"))));
  }

  @Test
  void tagsOfOneNameInAnotherOrderAreNotTheSame() {
    List<Integer> ids = TAG2TEXT.find("light").stream().map(Tag::id).toList();
    TagVocabulary one = TAG2TEXT.subsetOfIds(List.of(ids.get(0), ids.get(1)));
    TagVocabulary other = TAG2TEXT.subsetOfIds(List.of(ids.get(1), ids.get(0)));
    String message = refusal(() -> one.requireSameTags(other));
    assertTrue(
        message.endsWith(
            "at index 0 \"light\" of id %d and not \"light\" of id %d"
                .formatted(ids.get(1), ids.get(0))),
        message);
  }

  @Test
  void aListsThresholdsGoToTheTagsOfItsNames() {
    TagVocabulary model = withThresholds(list(0, "cat", "dog", "fox"), 0.1f, 0.2f, 0.3f);
    TagVocabulary calibrated = withThresholds(list(0, "fox", "cat"), 0.8f, 0.9f);
    assertEquals(
        withThresholds(model, 0.9f, 0.2f, 0.8f),
        model.withThresholds(ThresholdPolicy.of(calibrated)));
    assertEquals(0.8f, ThresholdPolicy.of(calibrated).threshold(model.tag(2), 0.3f));
    assertEquals(0.2f, ThresholdPolicy.of(calibrated).threshold(model.tag(1), 0.2f));
  }

  @Test
  void aPartOfTheListThatWasCalibratedGetsItsThresholds() {
    TagVocabulary part = withThresholds(list(0, "dog"), 0.5f);
    TagVocabulary calibrated = withThresholds(list(0, "cat", "dog"), 0.8f, 0.9f);
    assertEquals(0.9f, part.withThresholds(ThresholdPolicy.of(calibrated)).threshold(0));
  }

  @Test
  void thresholdsOfAnotherModelAreRefused() {
    String message = refusal(() -> RAM.withThresholds(ThresholdPolicy.of(list(7, "dog", "yak9"))));
    assertEquals(
        "thresholds of the list of 2 tags from \"dog\" to \"yak9\": expected tags of RAM's"
            + " published list, all or some, or all of them and more; found \"yak9\", which that"
            + " list lacks, and no \"3D CG rendering\"",
        message);
  }

  @Test
  void thresholdsByNameHoldInAListThatNumbersDifferently() {
    ThresholdPolicy policy = ThresholdPolicy.perTag(RAM, Map.of("dog", 0.125f, "猫", 0.25f));
    TagVocabulary found = TAG2TEXT.withThresholds(policy);
    for (int i = 0; i < found.size(); i++) {
      String name = found.tag(i).english();
      assertEquals(
          name.equals("dog") ? 0.125f : name.equals("cat") ? 0.25f : TAG2TEXT.threshold(i),
          found.threshold(i),
          name);
    }
  }

  @Test
  void twoThresholdsOfOneTagAreRefused() {
    String message = refusal(() -> ThresholdPolicy.perTag(RAM, Map.of("dog", 0.125f, "狗", 0.25f)));
    assertTrue(message.contains("expected one, found 0."), message);
  }

  @Test
  void listsHaveNamesForMessages() throws IOException {
    assertEquals("RAM's published list", RAM.name());
    assertEquals("Tag2Text's published list", TAG2TEXT.name());
    assertEquals("2 tags of RAM's published list", RAM.subset(List.of("cat", "dog")).name());
    assertEquals("RAM's published list", RAM.withThresholds(ThresholdPolicy.uniform(0.5f)).name());
    assertEquals(
        "1 tag of RAM's published list",
        RAM.subset(List.of("cat", "dog")).subset(List.of("cat")).name());
    assertEquals("the list of 2 tags from \"a\" to \"b\"", list(0, "a", "b").name());
    assertEquals("mine", list(0, "a").withName("mine").name());
    assertEquals(
        "tag list x.tsv", TagVocabulary.read(new StringReader("id\ten\n0\ta\n"), "x.tsv").name());
  }
}
