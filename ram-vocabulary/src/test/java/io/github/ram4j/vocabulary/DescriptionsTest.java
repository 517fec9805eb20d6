package io.github.ram4j.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionsTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("descriptions.json"), text);
  }

  private static Map<String, List<String>> twoTags() {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    byName.put(
        "red panda", List.of("a photo of a red panda.", "Rusty fur, \"masked\" face,\n\ttail"));
    byName.put("Übungs\\platz", List.of("小さい 😀"));
    return byName;
  }

  private String refused(String text) throws IOException {
    Path file = file(text);
    String message =
        assertThrows(FileFormatException.class, () -> Descriptions.read(file)).getMessage();
    assertTrue(message.startsWith("descriptions " + file), message);
    return message.substring(("descriptions " + file).length());
  }

  @Test
  void theAuthorsFormatIsReadInItsOrder() throws IOException {
    Descriptions read =
        Descriptions.read(
            file(
                """
                \uFEFF[ {"zebra": ["striped", "striped"]},
                 {"Ale":
                ["a b\u00e9er"] } ]
                """));
    assertEquals(List.of("zebra", "Ale"), List.copyOf(read.byName().keySet()));
    assertEquals(List.of("striped", "striped"), read.byName().get("zebra"));
    assertEquals(List.of("a b\u00e9er"), read.byName().get("Ale"));
  }

  @Test
  void writtenDescriptionsAreReadAgain() throws IOException {
    Path file = folder.resolve("out.json");
    Descriptions.of(twoTags()).write(file);
    Map<String, List<String>> read = Descriptions.read(file).byName();
    assertEquals(twoTags(), read);
    assertEquals(List.copyOf(twoTags().keySet()), List.copyOf(read.keySet()));
    assertEquals(
        List.of("[", "  {", "    \"red panda\" : [", "      \"a photo of a red panda.\","),
        Files.readAllLines(file).subList(0, 4));
  }

  @Test
  void anObjectOfTwoNamesIsRefused() throws IOException {
    assertEquals(
        ", line 2, object 2: expected an object of one name, found \"b\" and \"c\"; of such an"
            + " object the authors' programs read the first name and drop the others without a"
            + " word",
        refused("[{\"a\": [\"x\"]},\n{\"b\": [\"x\"], \"c\": [\"y\"]}]"));
  }

  @Test
  void aNameTwiceIsRefusedWithBothPlaces() throws IOException {
    assertEquals(
        ", line 4, object 3: expected each name once, found \"RED panda \", which is object 1 on"
            + " line 2, too",
        refused("[\n{\"red panda\": [\"x\"]},\n{\"b\": [\"x\"]},\n{\"RED panda \": [\"y\"]}]"));
  }

  @Test
  void whatIsNoDescriptionIsRefused() throws IOException {
    assertEquals(
        ", line 1: expected a list with an object for each tag, [{\"name\": [\"sentence\", …]}, …],"
            + " found an object",
        refused("{\"a\": [\"x\"]}"));
    assertEquals(", line 1: expected at least one tag, found an empty list", refused("[]"));
    assertEquals(
        ", line 1, object 1: expected {\"name\": [\"sentence\", …]}, found a text",
        refused("[\"a\"]"));
    assertEquals(
        ", line 1, object 1: expected a name and its sentences, found an empty object",
        refused("[{}]"));
    assertEquals(
        ", line 1, object 1: expected a name, found a blank", refused("[{\" \": [\"x\"]}]"));
    assertEquals(
        ", line 1, object 1: expected a list of sentences for \"a\", found a text",
        refused("[{\"a\": \"x\"}]"));
    assertEquals(
        ", line 1, object 1: expected at least one sentence for \"a\", found none",
        refused("[{\"a\": []}]"));
    assertEquals(
        ", line 2, object 2: expected sentences for \"b\", found null",
        refused("[{\"a\": [\"x\"]},\n{\"b\": [\"y\", null]}]"));
    assertEquals(
        ", line 1, object 1: expected sentences for \"a\", found a blank",
        refused("[{\"a\": [\"x\", \"\"]}]"));
    assertEquals(
        ", line 1, object 1: expected a name, found half a surrogate pair",
        refused("[{\"a\\ud800\": [\"x\"]}]"));
    assertEquals(
        ", line 2: expected nothing after the list, found a list",
        refused("[{\"a\": [\"x\"]}]\n[]"));
  }

  @Test
  void brokenJsonIsRefusedWithItsLine() throws IOException {
    String message = refused("[{\"a\": [\"x\"]},\n{\"b\": [\"y\"");
    assertTrue(message.startsWith(", line 2: expected JSON of descriptions, found "), message);
    message = refused("[{\"a\": [\"" + "x".repeat(1 << 17) + "\"]}]");
    assertTrue(message.contains("expected JSON of descriptions, found "), message);
  }

  @Test
  void otherBytesThanUtf8AreRefused() throws IOException {
    Path file = folder.resolve("latin.json");
    Files.write(file, "[{\"caf\u00e9\": [\"x\"]}]".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        "descriptions " + file + ": expected UTF-8 text, found other bytes",
        assertThrows(FileFormatException.class, () -> Descriptions.read(file)).getMessage());
    assertThrows(
        NoSuchFileException.class, () -> Descriptions.read(folder.resolve("missing.json")));
  }

  @Test
  void descriptionsOfTheCallerAreChecked() {
    Map<String, List<String>> two = twoTags();
    two.put("Red Panda", List.of("x"));
    assertEquals(
        "descriptions: expected each name once, found \"Red Panda\" as tag 1 and 3",
        assertThrows(IllegalArgumentException.class, () -> Descriptions.of(two)).getMessage());
    for (Map<String, List<String>> wrong :
        List.<Map<String, List<String>>>of(
            Map.of(),
            Map.of(" ", List.of("x")),
            Map.of("a", List.of()),
            Map.of("a", List.of("x", " ")),
            Map.of("a", List.of("\udc00")))) {
      assertThrows(IllegalArgumentException.class, () -> Descriptions.of(wrong), wrong::toString);
    }
  }
}
