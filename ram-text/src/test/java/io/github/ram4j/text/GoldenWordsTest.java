package io.github.ram4j.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.GoldenWords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids and texts of bert-base-uncased's words, against those of the authors' tokenizer. */
class GoldenWordsTest {
  private static final int IDS = GoldenWords.SIZE + 2;
  private static final int CLS = 101;
  private static final JsonNode GOLDEN = GoldenFiles.json("words/expected.json");

  @Test
  void textsHaveTheAuthorsIds() throws IOException {
    assertTexts(excerpt());
  }

  @Test
  void tagsHaveTheAuthorsIdsAndMask() throws IOException {
    assertTags(excerpt());
  }

  @Test
  void idsHaveTheAuthorsTexts() throws IOException {
    assertDecoded(excerpt());
  }

  @Test
  void specialWordsHaveTheAuthorsIds() throws IOException {
    assertSpecialWords(excerpt());
  }

  @Test
  void theWholeListGivesTheSame() throws IOException {
    WordPieces whole;
    try (InputStream in =
        Files.newInputStream(
            GoldenFiles.requireOutside(
                "tokenizer/vocab.txt", "users bring bert-base-uncased's list themselves"))) {
      whole = WordPieces.read(in, "vocab.txt", IDS);
    }
    assertTexts(whole);
    assertTags(whole);
    assertDecoded(whole);
    assertSpecialWords(whole);
  }

  private static void assertTexts(WordPieces words) {
    assertEquals(20, GOLDEN.get("encode").size());
    for (JsonNode one : GOLDEN.get("encode")) {
      int[] plain = GoldenFiles.ints(one.get("plain"));
      assertEquals(CLS, plain[0]);
      assertEquals(words.sep(), plain[plain.length - 1]);
      assertArrayEquals(
          Arrays.copyOfRange(plain, 1, plain.length - 1),
          words.encode(one.get("text").asText()),
          one::toString);
    }
  }

  private static void assertTags(WordPieces words) {
    for (JsonNode one : GOLDEN.get("encode")) {
      String text = one.get("text").asText();
      for (List<String> tags : List.of(List.of(text), List.of(text.split(" \\| ", -1)))) {
        TagTokens made = words.encodeTags(tags);
        assertArrayEquals(GoldenFiles.ints(one.get("encoder_ids")), made.ids(), one::toString);
        assertArrayEquals(GoldenFiles.ints(one.get("mask")), made.mask(), one::toString);
      }
    }
  }

  private static void assertDecoded(WordPieces words) {
    assertEquals(3, GOLDEN.get("decode").size());
    for (JsonNode one : GOLDEN.get("decode")) {
      assertEquals(one.get("text").asText(), words.decode(GoldenFiles.ints(one.get("ids"))));
    }
  }

  private static void assertSpecialWords(WordPieces words) {
    JsonNode special = GOLDEN.get("special");
    assertEquals(7, special.size());
    special
        .properties()
        .forEach(
            one ->
                assertArrayEquals(
                    new int[] {one.getValue().asInt()}, words.encode(one.getKey()), one.getKey()));
    assertEquals(special.get("[PAD]").asInt(), words.pad());
    assertEquals(special.get("[SEP]").asInt(), words.sep());
    assertEquals(special.get("[DEC]").asInt(), words.dec());
    assertEquals(special.get("[ENC]").asInt(), words.enc());
    assertEquals(IDS, words.size());
  }

  private static WordPieces excerpt() throws IOException {
    byte[] list = WordList.of(GoldenWords.words(), "excerpt").toBytes();
    return WordPieces.read(new ByteArrayInputStream(list), "excerpt", IDS);
  }
}
