package io.github.ram4j.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagRecipe;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeywordListTest {
  private static final String LIST =
      """
      [Nature]
      \tAnimals
      \t\t{fauna}
      \t\tred panda
      \t\t\t{lesser panda}
      \t\t\t{Ailurus fulgens}
      \t\tdog
      \t[Plants]

      \t\tfern
      Zürich
      """;

  @TempDir Path folder;

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("keywords.txt"), text.getBytes(charset));
  }

  private String refused(String text) throws IOException {
    Path file = file(text, StandardCharsets.UTF_8);
    String message =
        assertThrows(FileFormatException.class, () -> KeywordList.read(file).names()).getMessage();
    assertTrue(message.startsWith("keyword list " + file), message);
    return message.substring(("keyword list " + file).length());
  }

  private static void requireAll(KeywordList list) {
    assertEquals(
        List.of(
            new Keyword("Nature", List.of(), List.of(), false),
            new Keyword("Animals", List.of("Nature"), List.of("fauna"), true),
            new Keyword(
                "red panda",
                List.of("Nature", "Animals"),
                List.of("lesser panda", "Ailurus fulgens"),
                true),
            new Keyword("dog", List.of("Nature", "Animals"), List.of(), true),
            new Keyword("Plants", List.of("Nature"), List.of(), false),
            new Keyword("fern", List.of("Nature", "Plants"), List.of(), true),
            new Keyword("Zürich", List.of(), List.of(), true)),
        list.keywords());
  }

  @Test
  void aHierarchyIsRead() throws IOException {
    KeywordList list = KeywordList.read(file(LIST, StandardCharsets.UTF_8));
    requireAll(list);
    assertEquals(List.of("Animals", "red panda", "dog", "fern", "Zürich"), list.names());
    assertEquals("Nature|Animals|red panda", list.keywords().get(2).hierarchical());
  }

  @Test
  void everyEncodingAndLineEndIsRead() throws IOException {
    for (String end : List.of("\r\n", "\r")) {
      requireAll(KeywordList.read(file(LIST.replace("\n", end), StandardCharsets.UTF_8)));
    }
    requireAll(KeywordList.read(file("\uFEFF" + LIST, StandardCharsets.UTF_8)));
    requireAll(KeywordList.read(file("\uFEFF" + LIST, StandardCharsets.UTF_16LE)));
    requireAll(KeywordList.read(file("\uFEFF" + LIST, StandardCharsets.UTF_16BE)));
  }

  @Test
  void tagsGetTheirPathsAndSynonyms() throws IOException {
    KeywordList list = KeywordList.read(file(LIST, StandardCharsets.UTF_8));
    OpenTag panda = OpenTag.of("Red Panda", TagRecipe.EMBEDDINGS, new float[] {0, 1}, 2);
    OpenVocabulary tags =
        list.label(
            OpenVocabulary.of(List.of(OpenTag.listed("fern", 0.5f), panda, other()))
                .withTextEncoder("a")
                .withImageEncoder("b"));
    assertEquals("Nature|Animals|Red Panda", Keyword.hierarchical(tags.tags().get(1)));
    assertEquals(List.of("lesser panda", "Ailurus fulgens"), tags.tags().get(1).synonyms());
    assertEquals("Nature|Plants|fern", Keyword.hierarchical(tags.tags().get(0)));
    assertEquals("other", Keyword.hierarchical(tags.tags().get(2)));
    assertEquals("a", tags.textEncoder().orElseThrow());
    assertEquals("b", tags.imageEncoder().orElseThrow());
  }

  private static OpenTag other() {
    return OpenTag.of("other", TagRecipe.EMBEDDINGS, new float[] {1, 0}, 2);
  }

  @Test
  void aNameAtTwoPlacesIsNoTag() throws IOException {
    String text = "Fruit\n\torange\nColours\n\tOrange\n\t[orange]\n";
    assertEquals(4 + 1, KeywordList.read(file(text, StandardCharsets.UTF_8)).keywords().size());
    assertEquals(
        ": expected each name of a tag once, found 1 at several places: Fruit|orange and"
            + " Colours|Orange; square brackets make a keyword a category",
        refused(text));
  }

  @Test
  void whatIsNoListIsRefused() throws IOException {
    assertEquals(": expected a keyword a line, found none", refused(" \n\t\n"));
    assertEquals(": expected keywords, found categories alone", refused("[a]\n"));
    assertEquals(
        ", line 2: expected at most 1 tabs, a level below the keyword above, found 2",
        refused("a\n\t\tb"));
    assertEquals(
        ", line 2: expected a keyword after tabs, found other white space", refused("a\n    b"));
    assertEquals(
        ", line 1: expected a synonym a level below its keyword, found {b} at the top",
        refused("{b}"));
    assertEquals(", line 2: expected a name between brackets, found none", refused("a\n\t{ }"));
    assertEquals(
        ", line 1: expected a keyword without |, which joins the levels of a path, found \"a|b\"",
        refused("a|b"));
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    Path latin = file("Z\u00fcrich\n", StandardCharsets.ISO_8859_1);
    assertEquals(
        "keyword list " + latin + ": expected UTF-8 text, found other bytes",
        assertThrows(FileFormatException.class, () -> KeywordList.read(latin)).getMessage());
    Path unmarked = file("Zoo\n", StandardCharsets.UTF_16LE);
    assertEquals(
        "keyword list "
            + unmarked
            + ": expected UTF-8 text, or UTF-16 with a byte order mark, found zeros",
        assertThrows(FileFormatException.class, () -> KeywordList.read(unmarked)).getMessage());
  }
}
