package io.github.ram4j.onnx.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The word list of bert-base-uncased, against values made with the authors' tokenizer. */
class GoldenWordsTest {
  private static final int IDS = 30_524;
  private static final int CLS = 101;

  @Test
  void textsHaveTheAuthorsIds() throws IOException {
    WordPieces words = words();
    for (JsonNode one : GoldenFiles.json("tokenizer/expected.json").get("encode")) {
      int[] plain = ints(one.get("plain"));
      assertEquals(CLS, plain[0]);
      assertEquals(words.sep(), plain[plain.length - 1]);
      assertArrayEquals(
          Arrays.copyOfRange(plain, 1, plain.length - 1),
          words.encode(one.get("text").asText()),
          one::toString);
    }
  }

  @Test
  void tagsHaveTheAuthorsIdsAndMask() throws IOException {
    WordPieces words = words();
    for (JsonNode one : GoldenFiles.json("tokenizer/expected.json").get("encode")) {
      String text = one.get("text").asText();
      for (List<String> tags : List.of(List.of(text), List.of(text.split(" \\| ", -1)))) {
        TagTokens made = words.encodeTags(tags);
        assertArrayEquals(ints(one.get("encoder_ids")), made.ids(), one::toString);
        assertArrayEquals(ints(one.get("mask")), made.mask(), one::toString);
      }
    }
  }

  @Test
  void idsHaveTheAuthorsTexts() throws IOException {
    WordPieces words = words();
    for (JsonNode one : GoldenFiles.json("tokenizer/expected.json").get("decode")) {
      assertEquals(one.get("text").asText(), words.decode(ints(one.get("ids"))));
    }
  }

  @Test
  void specialWordsHaveTheAuthorsIds() throws IOException {
    WordPieces words = words();
    JsonNode special = GoldenFiles.json("tokenizer/expected.json").get("special");
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

  private static WordPieces words() throws IOException {
    try (InputStream in = Files.newInputStream(GoldenFiles.require("tokenizer/vocab.txt"))) {
      return WordPieces.read(in, "vocab.txt", IDS);
    }
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }
}
