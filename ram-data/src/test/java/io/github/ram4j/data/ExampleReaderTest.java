package io.github.ram4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleReaderTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("some.jsonl"), text);
  }

  private List<Example> read(String text) throws IOException {
    return ExampleReader.readAll(file(text), ReadOptions.defaults());
  }

  @Test
  void aLineHasImageTagsCaptionAndWhateverElse() throws IOException {
    List<Example> all =
        read(
            """
            {"picture": "a/b.jpg", "source": {"n": 1.50, "of": [1, null]}, "tags": ["cat", "狗"],\
             "caption": "A cat.", "id":7 , "ok" : true , "s":"x\\u0041" }
            """);
    Map<String, String> others = all.get(0).others();
    assertEquals("a/b.jpg", all.get(0).image());
    assertEquals(List.of("cat", "狗"), all.get(0).tags());
    assertEquals(List.of("A cat."), all.get(0).captions());
    assertEquals(List.of(), all.get(0).captionTags());
    assertEquals(List.of("source", "id", "ok", "s"), List.copyOf(others.keySet()));
    assertEquals("{\"n\": 1.50, \"of\": [1, null]}", others.get("source"));
    assertEquals("7", others.get("id"));
    assertEquals("true", others.get("ok"));
    assertEquals("\"x\\u0041\"", others.get("s"));
  }

  @Test
  void captionsMayBeAListAndHaveTheirTags() throws IOException {
    Example example =
        read("{\"picture\":\"a\",\"captions\":[\"x\",\"y\"],\"caption_tags\":[[\"cat\"],[]]}")
            .get(0);
    assertEquals(List.of("x", "y"), example.captions());
    assertEquals(List.of(List.of("cat"), List.of()), example.captionTags());
    assertEquals(List.of(), example.tags());
  }

  @Test
  void blankLinesEndsOfLinesAndAMarkAtTheBeginningDoNotMatter() throws IOException {
    List<Example> all = read("\uFEFF{\"picture\":\"a\"}\r\n\r\n  \n{\"picture\":\"b\"}");
    assertEquals(List.of("a", "b"), all.stream().map(Example::image).toList());
    assertEquals(List.of(), read(""));
  }

  @Test
  void imagesAreBesideTheFileAndNotLookedFor() throws IOException {
    Path elsewhere = folder.resolve("x").toAbsolutePath();
    try (ExampleReader reader =
        ExampleReader.open(file("{\"picture\":\"sub/a.png\"}\n{\"picture\":\"/x.png\"}"))) {
      assertEquals(0, reader.line());
      Example example = reader.next().orElseThrow();
      assertEquals(folder.toAbsolutePath().resolve("sub/a.png"), reader.image(example));
      assertEquals(elsewhere, reader.image(Example.of(elsewhere.toString(), List.of())));
      reader.next();
      assertEquals(2, reader.line());
      assertEquals(Optional.empty(), reader.next());
      assertEquals(2, reader.line());
    }
  }

  @Test
  void anExampleThatMovesToAnotherFolderKeepsItsImage() throws IOException {
    Path absolute = folder.resolve("x.png").toAbsolutePath();
    Example near = Example.of("sub/a.png", List.of());
    try (ExampleReader reader = ExampleReader.open(file(""))) {
      assertEquals(near, reader.movedTo(folder.resolve("other.jsonl"), near));
      assertEquals("../sub/a.png", reader.movedTo(folder.resolve("new/other.jsonl"), near).image());
      assertEquals("a.png", reader.movedTo(folder.resolve("sub/other.jsonl"), near).image());
      Example far = Example.of(absolute.toString(), List.of());
      assertEquals(far, reader.movedTo(folder.resolve("new/other.jsonl"), far));
    }
  }

  @Test
  void imagesAreLookedForWhereAsked() throws IOException {
    Files.createFile(folder.resolve("a.png"));
    Path file = file("{\"picture\":\"a.png\"}\n{\"picture\":\"b.png\"}\n");
    ReadOptions options = ReadOptions.defaults().withRequireImages(true);
    ExampleException e =
        assertThrows(ExampleException.class, () -> ExampleReader.readAll(file, options));
    assertEquals(
        "%s, line 2: image: expected a file, found none at %s"
            .formatted(file, folder.toAbsolutePath().resolve("b.png")),
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                     | the line: expected a JSON object, found a list",
        "{\"tags\":[]}                          | picture: expected a path, found no such field",
        "{\"picture\":1}                        | picture: expected a string, found a number",
        "{\"picture\":\" \"}                    | picture: expected a name, found a blank",
        "{\"picture\":\"a\",\"tags\":\"cat\"}   | tags: expected a list, found a string",
        "{\"picture\":\"a\",\"tags\":[\"b\",1]} | tags[1]: expected a string, found a number",
        "{\"picture\":\"a\",\"tags\":[\"\"]}    | tags: expected a name, found a blank",
        "{\"picture\":\"a\",\"tags\":null}      | tags: expected a list, found null",
        "{\"picture\":\"a\",\"caption\":[]}     | caption: expected a string, found a list",
        "{\"picture\":\"a\",\"captions\":[{}]}  | captions[0]: expected a string, found a JSON"
            + " object",
        "{\"picture\":\"a\",\"picture\":\"b\"}  | picture: expected each field once, found it"
            + " twice",
        "{\"picture\":\"a\",\"x\":1,\"x\":2}    | x: expected each field once, found it twice",
        "{\"picture\":\"a\",\"caption\":\"b\",\"captions\":[]} | captions: expected either"
            + " \"caption\" or \"captions\", found both",
        "{\"picture\":\"a\",\"caption_tags\":[[]]} | caption_tags: expected a list for each of 0"
            + " captions, found 1",
        "{\"picture\":\"a\",\"caption_tags\":[3]} | caption_tags[0]: expected a list, found a"
            + " number",
        "{\"picture\":\"a\"} {}                 | the line: expected one JSON object, found"
            + " something after it: a JSON object",
        "{\"picture\":\"\\ud83d\"}              | picture: expected whole characters, found half of"
            + " a surrogate pair"
      })
  void aLineThatIsNoExampleIsNamed(String line, String message) throws IOException {
    Path file = file("{\"picture\":\"a\"}\n\n" + line + "\n{\"picture\":\"last\"}\n");
    try (ExampleReader reader = ExampleReader.open(file)) {
      reader.next();
      ExampleException e = assertThrows(ExampleException.class, reader::next);
      assertEquals(file + ", line 3: " + message, e.getMessage());
      assertEquals("last", reader.next().orElseThrow().image());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"picture\":\"a\"",
        "{\"picture\":\"a\",}",
        "{'picture':'a'}",
        "picture",
        "{\"picture\":\"a\", \"x\": 01}",
        "{\"picture\":\"a\", \"x\": [1}"
      })
  void textThatIsNoJsonIsNamed(String line) throws IOException {
    Path file = file(line);
    ExampleException e =
        assertThrows(
            ExampleException.class, () -> ExampleReader.readAll(file, ReadOptions.defaults()));
    assertTrue(
        e.getMessage().startsWith(file + ", line 1: expected a JSON object, found at character "),
        e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void bytesThatAreNoTextAreNamedByLine() throws IOException {
    Path file =
        Files.write(
            folder.resolve("latin.jsonl"),
            "{\"picture\":\"a\"}\n{\"picture\":\"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    ExampleException e =
        assertThrows(
            ExampleException.class, () -> ExampleReader.readAll(file, ReadOptions.defaults()));
    assertEquals(file + ", line 2: expected UTF-8 text, found other bytes", e.getMessage());
  }

  @Test
  void aLineMayNotBeLongerThanTheLimit() throws IOException {
    String line = "{\"picture\":\"" + "a".repeat(200_000) + "\"}";
    Path file = file(line + "\n" + line + " \n");
    ReadOptions options = ReadOptions.defaults().withMaxLineBytes(line.length());
    try (ExampleReader reader = ExampleReader.open(file, options)) {
      assertEquals(200_000, reader.next().orElseThrow().image().length());
      ExampleException e = assertThrows(ExampleException.class, reader::next);
      assertEquals(
          file + ", line 2: expected a line of at most 200,014 bytes, found a longer one",
          e.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> options.withMaxLineBytes(0));
  }

  @Test
  void aMissingFileIsAnIoError() {
    assertThrows(NoSuchFileException.class, () -> ExampleReader.open(folder.resolve("none")));
  }

  @Test
  void aClosedReaderReadsNoMore() throws IOException {
    ExampleReader reader = ExampleReader.open(file("{\"picture\":\"a\"}"));
    reader.close();
    reader.close();
    assertThrows(IOException.class, reader::next);
  }

  @Test
  void linesBeyondJacksonsLimitsAreRefused() {
    for (String line :
        new String[] {"{\"x\":" + "[".repeat(1_500), "{\"x\":" + "1".repeat(1_500)}) {
      ExampleException e = assertThrows(ExampleException.class, () -> read(line));
      assertTrue(e.getMessage().contains("some.jsonl"), e.getMessage());
      assertTrue(e.getMessage().contains("expected a JSON object, found"), e.getMessage());
    }
  }
}
