package io.github.ram4j.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.ModelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against what transformers made of random texts; README.md beside the cases says how. */
class WordPiecesTest {
  private static final int IDS = 228;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WordPieces words = read(IDS);

  @Test
  void textsHaveTheReferencesIds() throws IOException {
    List<JsonNode> cases = cases("text");
    for (JsonNode one : cases) {
      assertArrayEquals(
          ints(one.get("ids")), words.encode(one.get("text").asText()), one::toString);
    }
    assertTrue(cases.size() > 400, "cases");
  }

  @Test
  void idsHaveTheReferencesTexts() throws IOException {
    List<JsonNode> cases = cases("decoded");
    for (JsonNode one : cases) {
      assertEquals(one.get("decoded").asText(), words.decode(ints(one.get("ids"))), one::toString);
    }
    assertEquals(100, cases.size());
  }

  @Test
  void tagsHaveTheReferencesIds() throws IOException {
    List<JsonNode> cases = cases("tags");
    int cut = 0;
    for (JsonNode one : cases) {
      List<String> tags = new ArrayList<>();
      one.get("tags").forEach(tag -> tags.add(tag.asText()));
      TagTokens made = words.encodeTags(tags);
      assertArrayEquals(ints(one.get("ids")), made.ids(), one::toString);
      assertArrayEquals(ints(one.get("mask")), made.mask(), one::toString);
      assertEquals(wholeTags(tags), made.wholeTags(), one::toString);
      cut += made.wholeTags() < tags.size() ? 1 : 0;
    }
    assertTrue(cut > 10 && cut < cases.size() - 10, "some are too long, some are not: " + cut);
  }

  /** As many as can be joined without filling the 38 places between [ENC] and [SEP]. */
  private int wholeTags(List<String> tags) {
    int whole = 0;
    while (whole < tags.size()
        && words.encode(String.join(" | ", tags.subList(0, whole + 1))).length <= 38) {
      whole++;
    }
    return whole;
  }

  @Test
  void tagsMayFillTheirPlacesToTheLast() {
    List<String> full = Collections.nCopies(19, "sky"); // 37 ids
    TagTokens fits = words.encodeTags(full);
    assertEquals(19, fits.wholeTags());
    assertEquals(words.sep(), fits.ids()[38]);
    assertEquals(words.pad(), fits.ids()[39]);
    assertEquals(0, fits.mask()[39]);
    TagTokens over = words.encodeTags(Collections.nCopies(20, "sky"));
    assertEquals(19, over.wholeTags());
    assertEquals(words.sep(), over.ids()[39]);
    assertEquals(40, Arrays.stream(over.mask()).sum());
    TagTokens cut = words.encodeTags(List.of("sky ".repeat(39), "cloud"));
    assertEquals(0, cut.wholeTags());
    assertEquals(words.sep(), cut.ids()[39]);
  }

  @Test
  void noTagsAreAnEmptySentence() {
    TagTokens none = words.encodeTags(List.of());
    int[] ids = new int[TagTokens.LENGTH];
    ids[0] = words.enc();
    ids[1] = words.sep();
    assertArrayEquals(ids, none.ids());
    assertEquals(2, Arrays.stream(none.mask()).sum());
    assertEquals(0, none.wholeTags());
  }

  @Test
  void callersCannotChangeTagTokens() {
    TagTokens tokens = words.encodeTags(List.of("sky"));
    tokens.ids()[0] = -1;
    tokens.mask()[0] = -1;
    assertEquals(words.enc(), tokens.ids()[0]);
    assertEquals(1, tokens.mask()[0]);
  }

  @Test
  void twoWordsComeAfterTheLists() {
    assertEquals(IDS, words.size());
    assertEquals(IDS - 2, words.dec());
    assertEquals(IDS - 1, words.enc());
    assertEquals(0, words.pad());
    assertEquals(3, words.sep());
    assertArrayEquals(new int[] {IDS - 2, IDS - 1}, words.encode("[DEC][ENC]"));
    assertEquals("", words.decode(IntStream.of(0, 1, 2, 3, 4, IDS - 2, IDS - 1).toArray()));
  }

  @Test
  void idsThatTheModelDoesNotHaveAreTheCallersMistake() {
    for (int id : new int[] {-1, IDS}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> words.decode(new int[] {5, id}));
      assertEquals("id of a word: expected 0 to 227, found " + id, e.getMessage());
    }
  }

  @Test
  void aListOfAnotherModelIsRefused() {
    for (int ids : new int[] {IDS - 1, IDS + 1, 0}) {
      ModelException e = assertThrows(ModelException.class, () -> read(ids));
      assertEquals(
          "word list vocab.txt: expected %d words, as the model has %d ids with [DEC] and [ENC]; found 226"
              .formatted(ids - 2, ids),
          e.getMessage());
    }
  }

  @Test
  void theMachinesLanguageDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr"));
      assertArrayEquals(words.encode("light is it"), words.encode("LIGHT IS IT"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void threadsMayShareIt() throws IOException {
    List<JsonNode> cases = cases("text");
    IntStream.range(0, 8 * cases.size())
        .parallel()
        .forEach(
            i -> {
              JsonNode one = cases.get(i % cases.size());
              assertArrayEquals(ints(one.get("ids")), words.encode(one.get("text").asText()));
            });
  }

  @Test
  void textsMayBeLong() {
    assertEquals(1, words.encode("a".repeat(1_000_000)).length);
    assertEquals(0, words.encode(" \u0301".repeat(500_000)).length);
    assertEquals(300_000, words.encode("天".repeat(300_000)).length);
    assertEquals(300_000, words.encode("[".repeat(300_000)).length);
    assertEquals(0, words.encodeTags(List.of("sky ".repeat(100_000))).wholeTags());
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  private static List<JsonNode> cases(String kind) throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                WordPiecesTest.class.getResourceAsStream("cases.jsonl"),
                StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode one = JSON.readTree(line);
        if (one.has(kind)) {
          cases.add(one);
        }
      }
    }
    return cases;
  }

  private static WordPieces read(int ids) {
    try (InputStream in = WordPiecesTest.class.getResourceAsStream("vocab.txt")) {
      return WordPieces.read(in, "vocab.txt", ids);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
