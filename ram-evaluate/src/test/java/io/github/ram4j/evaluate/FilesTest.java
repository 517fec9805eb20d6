package io.github.ram4j.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("f"), text);
  }

  private void assertRefused(String expected, Executable call) {
    assertEquals(
        expected,
        assertThrows(FileFormatException.class, call)
            .getMessage()
            .replace(folder.resolve("f").toString(), "FILE"));
  }

  @Test
  void aTruthFileHasALineForEachImage() throws IOException {
    Map<String, List<String>> truth =
        TruthFile.read(file("\uFEFFb/2.jpg,cat,cowboy hat\r\na/1.jpg\n\nc.jpg, 17 ,猫\n"));
    assertEquals(List.of("b/2.jpg", "a/1.jpg", "c.jpg"), List.copyOf(truth.keySet()));
    assertEquals(
        List.of(List.of("cat", "cowboy hat"), List.of(), List.of("17", "猫")),
        List.copyOf(truth.values()));
  }

  @Test
  void aTruthFileMayBeJsonLines() throws IOException {
    Map<String, List<String>> truth =
        TruthFile.read(
            file(
                """
                {"picture": "b,2.jpg", "caption": "a cat", "tags": ["cat", 17], "more": {"x": [1]}}

                {"tags":[],"image":"a.jpg"}
                """));
    assertEquals(Map.of("b,2.jpg", List.of("cat", "17"), "a.jpg", List.of()), truth);
  }

  @Test
  void aTruthFileThatIsNoneIsRefusedWithItsLine() throws IOException {
    assertTruthRefused(": expected a line for each image, found an empty file", "\n \n");
    assertTruthRefused(", line 2: expected image,tag,tag…, found an empty tag", "a,x\nb,x,,y");
    assertTruthRefused(", line 3: expected each image once, found a again", "a,x\n\na,y");
    assertTruthRefused(", line 1: expected an image's name, found a blank", ",x");
    Path latin =
        Files.write(folder.resolve("f"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(
        "truth FILE: expected UTF-8 text, found other bytes", () -> TruthFile.read(latin));
    assertThrows(NoSuchFileException.class, () -> TruthFile.read(folder.resolve("none")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"tags\": []}|no text \"image\"",
        "{\"picture\": 3, \"tags\": []}|no text \"image\"",
        "{\"picture\": \"b\"}|no list \"tags\"",
        "{\"picture\": \"b\", \"tags\": \"cat\"}|no list \"tags\"",
        "[\"b\"]|no object",
        "{\"picture\": \"b\", \"tags\": []} {}|more behind the object",
      })
  void aLineThatIsNoSuchObjectIsRefused(String line, String found) throws IOException {
    assertTruthRefused(
        ", line 2: expected {\"image\": \"…\", \"tags\": [\"…\"]}, one object a line, found "
            + found,
        "{\"picture\": \"a\", \"tags\": []}\n" + line);
  }

  @Test
  void whatIsNoJsonIsRefused() throws IOException {
    String first = "{\"image\": \"a\", \"tags\": []}\n";
    assertTruthRefused(
        ", line 2: expected either \"image\" or \"picture\", found both",
        first + "{\"picture\": \"b\", \"image\": \"b\", \"tags\": []}");
    assertTruthRefused(
        ", line 2: expected names or ids in \"tags\", found something else",
        first + "{\"picture\": \"b\", \"tags\": [[1]]}");
    assertTruthRefused(
        ", line 2: expected names or ids in \"tags\", found an empty one",
        first + "{\"picture\": \"b\", \"tags\": [\" \"]}");
    for (String line :
        List.of("{\"picture\": \"b\", ", "{\"picture\": \"b\", \"tags\": [", "{}}")) {
      Path file = file(first + line);
      String message =
          assertThrows(FileFormatException.class, () -> TruthFile.read(file)).getMessage();
      assertTrue(message.startsWith("truth " + file + ", line 2: expected "), message);
    }
  }

  private void assertTruthRefused(String expected, String text) throws IOException {
    Path file = file(text);
    assertRefused("truth FILE" + expected, () -> TruthFile.read(file));
  }

  @Test
  void aTagListMayBeNamesAlone() throws IOException {
    TagVocabulary tags = TagListFile.read(file("\uFEFFcat\n\n cowboy hat \ncat\n"));
    assertEquals(
        List.of("cat", "cowboy hat", "cat"), tags.tags().stream().map(Tag::english).toList());
    assertEquals(List.of(0, 1, 2), tags.tags().stream().map(Tag::id).toList());
    assertEquals(0.68f, tags.threshold(2));
  }

  @Test
  void aTagListMayHaveColumns() throws IOException {
    TagVocabulary tags = TagListFile.read(file("id\ten\tthreshold\n7\tcat\t0.25\n"));
    assertEquals(7, tags.tag(0).id());
    assertEquals(0.25f, tags.threshold(0));
  }

  @Test
  void aTagListThatIsNoneIsRefused() throws IOException {
    Path empty = file("\n");
    assertRefused(
        "tag list FILE: expected a name a line, found an empty file",
        () -> TagListFile.read(empty));
    Path tab = file("cat\ndog\t1\n");
    assertRefused(
        "tag list FILE, line 2: expected one name, found a tab", () -> TagListFile.read(tab));
  }

  @Test
  void thresholdsOfAListGoByName() throws IOException {
    TagVocabulary tags = Samples.vocabulary(0.5f, "cat", "dog", "owl");
    TagVocabulary listed =
        tags.withThresholds(
            ThresholdsFile.read(file("id\ten\tthreshold\n0\tdog\t0.75\n1\tCat\t0.25")));
    assertEquals(0.25f, listed.threshold(0));
    assertEquals(0.75f, listed.threshold(1));
    assertEquals(0.5f, listed.threshold(2));
    ThresholdPolicy other = ThresholdsFile.read(file("id\ten\tthreshold\n0\tcat\t0.75\n1\tbee\t0"));
    assertRefused(
        "thresholds of tag list FILE: expected tags of the list of 3 tags from \"cat\" to \"owl\","
            + " all or some, or all of them and more; found \"bee\", which that list lacks, and no"
            + " \"dog\"",
        () -> tags.withThresholds(other));
  }

  @Test
  void thresholdsAreNumbersInTheOrderOfTheList() throws IOException {
    TagVocabulary tags = Samples.vocabulary(0.5f, "cat", "dog", "owl");
    ThresholdPolicy three = ThresholdsFile.read(file("0.25\n\n 1 \n0"));
    TagVocabulary read = tags.withThresholds(three);
    assertEquals(
        List.of(0.25f, 1f, 0f), List.of(read.threshold(0), read.threshold(1), read.threshold(2)));
    // Which of the numbers are those of two tags, or of three in another order, no file says.
    assertRefused(
        "thresholds FILE: expected 2 numbers, one for each tag of 2 tags of the list of 3 tags from"
            + " \"cat\" to \"owl\", in their order by id, or one for each tag of a published list"
            + " that has all of them; found 3 numbers; a list with names says which is whose",
        () -> tags.subset(List.of("dog", "cat")).withThresholds(three));
    assertThrows(
        FileFormatException.class,
        () -> tags.subset(List.of("dog", "cat", "owl")).withThresholds(three));
  }

  @Test
  void asManyNumbersAsAPublishedListHasAreThoseOfItsNames() throws IOException {
    TagVocabulary ram = TagVocabulary.ram();
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < ram.size(); i++) {
      numbers.append(i / 8192f).append('\n');
    }
    ThresholdPolicy policy = ThresholdsFile.read(file(numbers.toString()));
    // Its id is another tag's in the published list.
    TagVocabulary own = Samples.vocabulary(0.5f, "zebra", "dog");
    int dog = ram.indexOfId(ram.find("dog").get(0).id()).orElseThrow();
    assertEquals(dog / 8192f, own.withThresholds(policy).threshold(1));
    assertEquals(dog / 8192f, ram.withThresholds(policy).threshold(dog));
    assertEquals(dog / 8192f, policy.threshold(own.tag(1), 0));
    TagVocabulary unknown = Samples.vocabulary(0.5f, "dog", "glorp");
    String message =
        assertThrows(FileFormatException.class, () -> unknown.withThresholds(policy)).getMessage();
    assertTrue(message.contains("RAM's published list has, which lacks \"glorp\""), message);
  }

  @Test
  void thresholdsOfAListAreAsManyAsItsTags() throws IOException {
    TagVocabulary tags = Samples.vocabulary(0.5f, "cat", "dog").subset(List.of("dog", "cat"));
    TagVocabulary read = ThresholdsFile.read(file("0.25\n1"), tags);
    assertEquals(0.25f, read.threshold(0), "the first of the list, not of the ids");
    assertEquals(tags.tags(), read.tags());
    Path three = file("0\n0\n0\n");
    assertRefused(
        "thresholds FILE: expected a number for each of 2 tags, found 3",
        () -> ThresholdsFile.read(three, tags));
    assertEquals(
        0.75f, ThresholdsFile.read(file("id\ten\tthreshold\n0\tcat\t0.75\n"), tags).threshold(1));
  }

  @ParameterizedTest
  @CsvSource({"1.5", "-0.1", "NaN", "x"})
  void thresholdsThatAreNoneAreRefused(String text) throws IOException {
    Path file = file("0.5\n" + text);
    assertRefused(
        "thresholds FILE, line 2: expected a number from 0 to 1, found \"" + text + "\"",
        () -> ThresholdsFile.read(file));
  }

  @Test
  void scoresHaveARowForEachImage() throws IOException {
    ScoresFile scores = ScoresFile.read(file("0.5, 1e-1\n\n0,1\n"), 2);
    assertEquals(List.of(), scores.images());
    assertEquals(0.1f, scores.scores().score(0, 1));
    assertEquals(2, scores.scores().images());
    assertFalse(scores.exceedProbabilities());
  }

  @Test
  void scoresMayBeginWithTheNameOfTheImage() throws IOException {
    ScoresFile scores = ScoresFile.read(file("\"a,\"\"1\"\".jpg\",-2.5\nb.jpg,Infinity\n"), 1);
    assertEquals(List.of("a,\"1\".jpg", "b.jpg"), scores.images());
    assertEquals(-2.5f, scores.scores().score(0, 0));
    assertTrue(scores.exceedProbabilities());
  }

  @Test
  void scoresThatAreNoneAreRefusedWithTheirLine() throws IOException {
    assertScoresRefused(": expected a row an image, found an empty file", "\n");
    assertScoresRefused(", line 1: expected 2 numbers, found 4 cells", "a,1,2,3");
    assertScoresRefused(", line 2: expected 2 numbers as before, found 1 cells", "1,2\n3");
    assertScoresRefused(", line 2: expected 2 numbers as before, found 3 cells", "1,2\na,3,4");
    assertScoresRefused(
        ", line 2: expected a name and 2 numbers as before, found 2 cells", "a,1,2\n3,4");
    assertScoresRefused(", line 1: expected numbers, found \"x\"", "1,x");
    assertScoresRefused(", line 1: expected numbers, found \"NaN\"", "NaN,1");
    assertScoresRefused(
        ", line 1: expected a quote and a comma behind the name, found none", "\"a,1,2");
  }

  @Test
  void aRowThatMayHaveBeenCutIsRefused() throws IOException {
    Path file = file("a.jpg,0.5,0.25\nb.jpg,0.125,0.0");
    assertRefused(
        "scores FILE: expected a line end behind the last row, found none: the row may have been"
            + " cut",
        () -> ScoresFile.read(file, 2));
    assertEquals(2, ScoresFile.read(file("0.5,0.25\n0.125,0.0"), 2).scores().images());
  }

  private void assertScoresRefused(String expected, String text) throws IOException {
    Path file = file(text);
    assertRefused("scores FILE" + expected, () -> ScoresFile.read(file, 2));
  }

  @Test
  void labelsAreFoundByNameInEitherLanguageAndById() {
    TagVocabulary tags =
        TagVocabulary.of(
            List.of(
                new Tag(4, "cat", List.of("猫", "LED"), true),
                new Tag(5, "LED", List.of(), true),
                new Tag(6, "7", List.of(), true)),
            new float[3]);
    TruthLabels labels =
        TruthLabels.of(
            tags,
            List.of(
                List.of("Cat"),
                List.of("猫"),
                List.of("LED"),
                List.of("4", "7"),
                List.of("owl", "owl", "9"),
                List.of("owl")));
    assertEquals(Map.of("owl", 2, "9", 1), labels.unknown());
    assertEquals(3, labels.matrix().positives(0), "by name twice, by id once");
    assertEquals(1, labels.matrix().positives(1), "the English name alone");
    assertTrue(labels.matrix().shows(3, 2), "a name before an id");
  }
}
