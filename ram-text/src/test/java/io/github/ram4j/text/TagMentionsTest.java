package io.github.ram4j.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagMentionsTest {

  private static List<TextRange> find(String sentence, String tag) {
    return TagMentions.find(sentence, List.of(tag)).get(0);
  }

  private static String words(String sentence, List<TextRange> ranges) {
    return ranges.isEmpty()
        ? "-"
        : ranges.stream().map(range -> range.of(sentence)).collect(Collectors.joining("; "));
  }

  private static List<String> words(String sentence, String... tags) {
    return TagMentions.find(sentence, List.of(tags)).stream()
        .map(ranges -> words(sentence, ranges))
        .toList();
  }

  @ParameterizedTest(name = "\"{1}\" in \"{0}\"")
  @CsvFileSource(resources = "mentions.tsv", delimiter = '\t', numLinesToSkip = 1)
  void findsWhatAReaderWould(String sentence, String tag, String expected) {
    assertEquals(expected, words(sentence, find(sentence, tag)));
  }

  @Test
  void rangesCountUtf16Units() {
    String sentence = "🐶 two dogs' toys, a dog";
    assertEquals(List.of(new TextRange(7, 11), new TextRange(21, 24)), find(sentence, "dog"));
    assertEquals(List.of(new TextRange(0, 2)), find(sentence, "🐶"));
  }

  @Test
  void theLongestNameHasTheWords() {
    assertEquals(
        List.of("tennis", "tennis racket"),
        words("tennis with a tennis racket", "tennis", "tennis racket"));
  }

  @Test
  void theShorterNameCountsWithinTheLongerIfNowhereElse() {
    assertEquals(
        List.of("tennis", "tennis rackets", "rackets"),
        words("two tennis rackets", "tennis", "tennis racket", "racket"));
  }

  @Test
  void namesThatMeetInPartBothCount() {
    assertEquals(
        List.of("traffic light", "light pole"),
        words("a traffic light pole", "traffic light", "light pole"));
  }

  @Test
  void tagsOfTheSameWordsAllCount() {
    assertEquals(List.of("dogs", "dogs", "dogs"), words("two dogs", "dog", "dogs", "dog"));
  }

  @Test
  void theOrderOfTheTagsDoesNotMatter() {
    String sentence = "a tennis player holds a tennis racket near a stop sign post";
    List<String> tags =
        new ArrayList<>(
            List.of("tennis", "player", "tennis racket", "stop sign", "sign post", "sign", "post"));
    List<List<TextRange>> expected = TagMentions.find(sentence, tags);
    for (int i = 1; i < tags.size(); i++) {
      Collections.rotate(tags, 1);
      List<List<TextRange>> found = new ArrayList<>(TagMentions.find(sentence, tags));
      Collections.rotate(found, -i);
      assertEquals(expected, found);
    }
  }

  @Test
  void matchesOfATagDoNotOverlap() {
    assertEquals(
        List.of(new TextRange(0, 7), new TextRange(8, 15)), find("dog dog dog dog dog", "dog dog"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "...", "'", "'s", "()", "-", "\u200d", "\u0301", "\ud83d", "\ufffd", "\0"
      })
  void aTagWithoutWordsIsFoundNowhere(String tag) {
    String sentence = "a dog's (small) bowl...";
    List<TextRange> found = find(sentence, tag);
    assertTrue(found.stream().noneMatch(range -> range.of(sentence).isBlank()), found::toString);
    assertEquals("-", words(sentence, found));
  }

  @Test
  void aSentenceWithoutWordsHasNoTags() {
    assertEquals(List.of("-", "-"), words("", "dog", ""));
    assertEquals(List.of("-", "-"), words(" . ", "dog", "."));
    assertEquals(List.of(), TagMentions.find("a dog", List.of()));
  }

  @Test
  void anyTextIsFoundInItself() {
    Random random = new Random(5);
    String[] pieces = {
      "a", "dog", "'s", "’", " ", "-", ".", "狗", "猫", "🐶", "👩‍🚀", "é", "e\u0301", "\ud83d", "İ",
      "ß", "(", "[a-z]*", "\\", "$1", "\t", "\n", "ing", "s", "हिन्दी", "한국", "1,000", "\u200d",
      "\0"
    };
    for (int i = 0; i < 20_000; i++) {
      String text =
          IntStream.range(0, 1 + random.nextInt(6))
              .mapToObj(k -> pieces[random.nextInt(pieces.length)])
              .collect(Collectors.joining());
      String sentence = "up, " + text + " up";
      boolean hasWords = !Word.of(text).isEmpty();
      assertEquals(hasWords, !find(sentence, text).isEmpty(), () -> "\"" + text + "\"");
    }
  }

  @Test
  void textsMayBeLong() {
    String word = "ab".repeat(100_000);
    assertEquals(1, find(word, word).size());
    assertEquals(List.of(), find("quququ".repeat(50_000), "qu ".repeat(50_000)));
  }

  @Test
  void everyPublishedNameIsFoundInASentenceWithIt() {
    List<String> names =
        TagVocabulary.tag2text().tags().stream().map(tag -> tag.english()).distinct().toList();
    for (String name : names) {
      String sentence = "this is a " + name + ", isn't it";
      assertEquals(List.of(new TextRange(10, 10 + name.length())), find(sentence, name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"irregular-plurals.txt", "irregular-verbs.txt"})
  void everyListedFormIsFound(String list) {
    List<String> lines = Inflections.lines(list);
    assertTrue(lines.size() > 20);
    for (String line : lines) {
      List<String> forms = List.of(line.split(" "));
      for (String form : forms) {
        assertEquals(List.of(form), words(form, forms.get(0)), line);
      }
    }
  }

  @Test
  void wordsOfTheirOwnAreFoundByThemselvesAlone() {
    Set<String> own =
        Inflections.lines("words-of-their-own.txt").stream()
            .flatMap(line -> Arrays.stream(line.split(" ")))
            .collect(Collectors.toSet());
    assertTrue(own.size() > 10, own.toString());
    own.forEach(word -> assertEquals(List.of(word), words(word, word)));
    for (Tag tag : TagVocabulary.ram().tags()) {
      Set<String> forms = new HashSet<>(Inflections.of(tag.english()));
      forms.retainAll(own);
      forms.remove(tag.english());
      assertEquals(Set.of(), forms, tag.english());
    }
  }
}
