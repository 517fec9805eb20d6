package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists that ram-core packs are the published ones. */
class PublishedListsTest {
  @Test
  void ramHas4585TagsWithTheirPlacesAsIds() {
    assertEquals(4585, TagVocabulary.ram().size());
    assertEquals(places(4585), ids(TagVocabulary.ram().tags()));
  }

  @Test
  void tag2textHas3429TagsWithTheirPlacesAsIds() {
    assertEquals(3429, TagVocabulary.tag2text().size());
    assertEquals(places(3429), ids(TagVocabulary.tag2text().tags()));
  }

  @Test
  void listsAreReadOnce() {
    assertSame(TagVocabulary.ram(), TagVocabulary.ram());
    assertSame(TagVocabulary.tag2text(), TagVocabulary.tag2text());
  }

  @Test
  void tenTagsOfRamNeverHoldAsPublished() {
    TagVocabulary ram = TagVocabulary.ram();
    List<String> never =
        ram.tags().stream()
            .filter(tag -> ram.threshold(tag.id()) == 1)
            .map(Tag::english)
            .collect(Collectors.toList());
    assertEquals(
        List.of(
            "body",
            "cocktail table",
            "French",
            "group",
            "lie",
            "show",
            "see",
            "set",
            "stop",
            "use"),
        never);
  }

  @Test
  void everyTagOfRamHasAChineseNameAndNoEnglishNameOccursTwice() {
    TagVocabulary ram = TagVocabulary.ram();
    assertTrue(ram.tags().stream().noneMatch(tag -> tag.chinese().isEmpty()));
    assertEquals(ram.size(), ram.tags().stream().map(Tag::english).distinct().count());
    assertTrue(ram.tags().stream().allMatch(Tag::inCaptions));
  }

  @Test
  void chineseAlternativesAreSplit() {
    Tag alley = TagVocabulary.ram().tag(55);
    assertEquals("alley", alley.english());
    assertEquals(List.of("胡同", "球道"), alley.chinese());
    assertEquals("胡同/球道", alley.chineseText());
    assertEquals(
        101, TagVocabulary.ram().tags().stream().filter(tag -> tag.chinese().size() > 1).count());
  }

  @Test
  void severalTagsOfTag2TextHaveTheSameName() {
    TagVocabulary list = TagVocabulary.tag2text();
    Map<String, Long> counts =
        list.tags().stream().collect(Collectors.groupingBy(Tag::english, Collectors.counting()));
    assertEquals(114, counts.values().stream().filter(count -> count > 1).count());
    List<Tag> smiles = list.find("smile");
    assertEquals(2, smiles.size());
    assertTrue(smiles.get(0).id() < smiles.get(1).id());
  }

  @Test
  void sevenTagsOfTag2TextAreNotInCaptions() {
    List<Tag> leftOut =
        TagVocabulary.tag2text().tags().stream().filter(tag -> !tag.inCaptions()).toList();
    assertEquals(List.of(127, 2961, 3265, 3338, 3351, 3355, 3359), ids(leftOut));
  }

  @Test
  void tag2textHasNoChineseAndTheAuthorsThresholds() {
    TagVocabulary list = TagVocabulary.tag2text();
    assertTrue(list.tags().stream().allMatch(tag -> tag.chineseText().isEmpty()));
    List<Tag> others =
        list.tags().stream().filter(tag -> list.threshold(tag.id()) != 0.68f).toList();
    assertEquals(List.of("woman", "person", "man"), others.stream().map(Tag::english).toList());
    assertTrue(others.stream().allMatch(tag -> list.threshold(tag.id()) == 0.7f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram.tsv", "tag2text.tsv"})
  void packedListIsTheRepositorysFile(String name) throws IOException {
    assertArrayEquals(Files.readAllBytes(lists().resolve(name)), packed(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram.tsv", "tag2text.tsv"})
  void readmeHasTheChecksumOfThePackedList(String name) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(packed(name));
    String sha256 = HexFormat.of().formatHex(digest);
    List<String> rows =
        Files.readAllLines(lists().resolve("README.md")).stream()
            .filter(line -> line.startsWith("| `" + name + "` |"))
            .toList();
    assertEquals(1, rows.size());
    assertTrue(rows.get(0).contains(sha256), () -> name + " has " + sha256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "tag2text"})
  void writingAndReadingGivesTheSameList(String name) throws IOException {
    TagVocabulary list = name.equals("ram") ? TagVocabulary.ram() : TagVocabulary.tag2text();
    assertEquals(list, TagListFormatTest.writtenAndRead(list));
  }

  private static List<Integer> places(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static List<Integer> ids(List<Tag> tags) {
    Function<Tag, Integer> id = Tag::id;
    return tags.stream().map(id).toList();
  }

  private static Path lists() {
    return Path.of(System.getProperty("ram.repository", ".."), "tag-lists");
  }

  private static byte[] packed(String name) throws IOException {
    try (InputStream in = TagVocabulary.class.getResourceAsStream("tag-lists/" + name)) {
      return in.readAllBytes();
    }
  }
}
