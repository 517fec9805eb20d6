package io.github.ram4j.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.ModelException;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids of CLIP's tokenizer, against those of OpenAI's. */
class BytePairsTest {
  private static final int POSITIONS = 77;
  private static final BytePairs PAIRS = BytePairs.published();

  @Test
  void textsHaveOpenAisIds() throws IOException {
    int compared = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode one : golden()) {
      if (!one.get("needs").asText().equals("mojibake")) {
        compared++;
        int[] ids = PAIRS.encode(one.get("text").asText());
        if (!Arrays.equals(GoldenFiles.ints(one.get("ids")), ids)) {
          wrong.add(one + " found " + Arrays.toString(ids));
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(compared > 450, () -> "expected most of 551 texts to be compared");
  }

  @Test
  void longTextsAreCutOrRefused() throws IOException {
    int cut = 0;
    for (JsonNode one : golden()) {
      if (one.has("truncated") && !one.get("needs").asText().equals("mojibake")) {
        String text = one.get("text").asText();
        assertArrayEquals(
            GoldenFiles.ints(one.get("truncated")), PAIRS.encodeCut(text, POSITIONS), text);
        assertThrows(IllegalArgumentException.class, () -> PAIRS.encodeWhole(text, POSITIONS));
        cut++;
      }
    }
    assertTrue(cut > 0, "expected golden texts of more than 77 tokens");
    assertArrayEquals(PAIRS.encode("a cat"), PAIRS.encodeCut("a cat", POSITIONS));
    assertArrayEquals(PAIRS.encode("a cat"), PAIRS.encodeWhole("a cat", 4));
    assertThrows(IllegalArgumentException.class, () -> PAIRS.encodeCut("a cat", 1));
  }

  @Test
  void theEmptyTextIsStartAndEnd() {
    assertEquals(49_408, PAIRS.size());
    assertEquals(PAIRS.size(), 512 + BytePairs.PUBLISHED_MERGES + 2);
    assertArrayEquals(new int[] {49_406, 49_407}, PAIRS.encode(""));
  }

  @Test
  void mergesOfUnknownSymbolsAreRefused() throws IOException {
    assertEquals(516, read("version\na b\nab c</w>\n").size());
    assertArrayEquals(new int[] {514, 513, 515}, read("version\na b\nab c</w>\n").encode("ABC"));
    for (String bad : List.of("ab c", "a", "a b c", "", "a b\na b", "a b\nab c\nb c\na bc")) {
      ModelException e = assertThrows(ModelException.class, () -> read("version\n" + bad + "\n"));
      assertTrue(e.getMessage().startsWith("merges test: expected in line "), e::getMessage);
    }
  }

  private static BytePairs read(String merges) throws IOException {
    return BytePairs.read(
        new ByteArrayInputStream(merges.getBytes(StandardCharsets.UTF_8)), "test");
  }

  private static List<JsonNode> golden() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(GoldenFiles.file("openset/tokenizer.jsonl"))) {
      all.add(json.readTree(line));
    }
    return all;
  }
}
