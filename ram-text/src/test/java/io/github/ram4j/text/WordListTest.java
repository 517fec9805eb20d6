package io.github.ram4j.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
  private static final String NEEDED = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\npicture\nof\n";

  @Test
  void wordsHaveTheirLinesAsIds() throws IOException {
    WordList list = read(NEEDED + "sky\n##é\n");
    assertEquals(
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "picture", "of", "sky", "##é"),
        list.words());
    assertEquals(10, list.size());
    assertEquals(9, list.idOf("##é"));
    assertEquals(-1, list.idOf("cloud"));
    assertFalse(list.isBertBaseUncased());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesMayEndInAnyWayAndAreWrittenInOne(String end) throws IOException {
    String text = NEEDED + "sky\n";
    WordList plain = read(text);
    WordList list = read(text.replace("\n", end));
    assertEquals(plain.words(), list.words());
    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), list.toBytes());
    assertEquals(plain.sha256(), list.sha256());
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    assertEquals(9, read(NEEDED + "sky").size());
  }

  @Test
  void digestIsOfTheFile() throws IOException {
    // printf '[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\npicture\nof\n' | sha256sum
    assertEquals(
        "0b00ff3b7f8ae8770f101b9ba0067b36aab1a016a59db66d50b3c545194cb39e", read(NEEDED).sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "'' => expected 1 to 1048576 words, found none",
        "[PAD]|[UNK]||[CLS] => expected a word in line 3, found a blank line",
        "[PAD]|[UNK]|sky|[CLS]|sky => expected every word once, found \"sky\" in lines 3 and 5",
        "[UNK]|[CLS]|[SEP]|[MASK] => expected the word [PAD], found 4 words without it",
        "[PAD]|[CLS]|[SEP]|[MASK] => expected the word [UNK], found 4 words without it",
        "[PAD]|[UNK]|[SEP]|[MASK] => expected the word [CLS], found 4 words without it",
        "[PAD]|[UNK]|[CLS]|[MASK] => expected the word [SEP], found 4 words without it",
        "[PAD]|[UNK]|[CLS]|[SEP] => expected the word [MASK], found 4 words without it",
        "[PAD]|[UNK]|[CLS]|[SEP]|[MASK]|a|of => expected the word picture, found 7 words without"
            + " it",
        "[PAD]|[UNK]|[CLS]|[SEP]|[MASK]|[ENC] => expected no word [ENC], since it comes after the"
            + " list's last; found it in line 6",
      })
  void saysWhatIsWrong(String lines, String message) {
    ModelException e =
        assertThrows(ModelException.class, () -> read(lines.replace('|', '\n')), message);
    assertEquals("word list vocab.txt: " + message, e.getMessage());
  }

  @Test
  void otherEncodingsAreRefused() {
    byte[] latin = (NEEDED + "café\n").getBytes(StandardCharsets.ISO_8859_1);
    ModelException e = assertThrows(ModelException.class, () -> read(latin));
    assertEquals(
        "word list vocab.txt: expected UTF-8 text, found byte 0xe9 at offset 47", e.getMessage());
    byte[] cut = Arrays.copyOf("[PAD]\né".getBytes(StandardCharsets.UTF_8), 7);
    assertThrows(ModelException.class, () -> read(cut));
  }

  @Test
  void wordsThatAreNoLinesAreRefused() {
    for (String word : List.of("two\nlines", "two\rlines", "half \ud83d")) {
      List<String> words = List.of("[PAD]", word);
      ModelException e = assertThrows(ModelException.class, () -> WordList.of(words, "t.json"));
      assertEquals(
          "word list t.json: expected text without line breaks in line 2, found something else",
          e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"'a', 17000000, 'at most 16777216 bytes'", "'\n', 8000000, 'to 1048576 words'"})
  void hugeFilesAreRefused(String repeated, int times, String expected) {
    ModelException e = assertThrows(ModelException.class, () -> read(repeated.repeat(times)));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  private static WordList read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static WordList read(byte[] bytes) throws IOException {
    return WordList.read(new ByteArrayInputStream(bytes), "vocab.txt");
  }
}
