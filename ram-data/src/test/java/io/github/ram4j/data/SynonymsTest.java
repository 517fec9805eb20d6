package io.github.ram4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynonymsTest {
  private static final TagVocabulary RAM = TagVocabulary.ram();

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("synonyms.tsv"), text);
  }

  @Test
  void aFileHasALineForEachWord() throws IOException {
    Path file = file("\uFEFF# words\n\nmoggy\tcat\r\nbest friend\tdog\nbest friend\tman\n");
    Synonyms synonyms = Synonyms.read(file, RAM);
    assertEquals(List.of("moggy", "best friend"), List.copyOf(synonyms.tags().keySet()));
    assertEquals(RAM.find("cat"), synonyms.tags().get("moggy"));
    assertEquals(2, synonyms.tags().get("best friend").size());
    assertEquals(Map.of(), Synonyms.none().tags());
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = file(text);
    FileFormatException e = assertThrows(FileFormatException.class, () -> Synonyms.read(file, RAM));
    assertTrue(e.getMessage().startsWith("synonyms " + file + message), e.getMessage());
  }

  @Test
  void whatIsWrongIsNamedByLine() throws IOException {
    assertRefused("a\tcat\nb\n", ", line 2: expected a word, a tab and a tag, found 1 cells");
    assertRefused("a\tcat\tdog\n", ", line 1: expected a word, a tab and a tag, found 3 cells");
    assertRefused(" ' \tcat\n", ", line 1: expected a word, found \" ' \"");
    assertRefused("a\tkat\n", ", line 1: tag \"kat\": expected one of the vocabulary's 4585 tags");
  }

  @Test
  void otherBytesThanTextAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("x"), "é\tcat".getBytes(StandardCharsets.ISO_8859_1));
    FileFormatException e = assertThrows(FileFormatException.class, () -> Synonyms.read(file, RAM));
    assertEquals("synonyms " + file + ": expected UTF-8 text, found other bytes", e.getMessage());
  }

  /** The ids of the one list are other tags of the other. */
  @Test
  void synonymsOfAnotherListMeanTheTagsOfTheirNames() {
    Synonyms ofRam = Synonyms.of(Map.of("moggy", "cat"), RAM);
    TagVocabulary other = TagVocabulary.tag2text();
    CaptionTags parser = CaptionTags.of(other, ofRam);
    assertEquals(other.find("cat"), parser.find("a moggy"));
    TagVocabulary own =
        TagVocabulary.of(
            List.of(
                new Tag(RAM.find("cat").get(0).id(), "glorp", List.of(), true),
                new Tag(0, "cat", List.of(), true)),
            new float[2]);
    assertEquals(List.of(own.tag(1)), CaptionTags.of(own, ofRam).find("a moggy"));
  }

  @Test
  void synonymsOfTagsThatAListLacksAreRefused() {
    Synonyms ofRam = Synonyms.of(Map.of("moggy", "cat"), RAM);
    TagVocabulary dogs = RAM.subset(List.of("dog"));
    assertEquals(
        "tag \"cat\" of 1 tag of RAM's published list: expected it in 1 tag of RAM's published"
            + " list, found none of that name",
        assertThrows(IllegalArgumentException.class, () -> CaptionTags.of(dogs, ofRam))
            .getMessage());
  }
}
