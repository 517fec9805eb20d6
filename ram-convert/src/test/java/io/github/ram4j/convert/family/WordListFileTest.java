package io.github.ram4j.convert.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ram4j.ModelException;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.text.WordList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordListFileTest {
  private static final String LINES =
      "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n{\n\"\n##é\na\npicture\nof\n";
  private static final String VOCAB =
      "'[UNK]':1,'[PAD]':0,'##\\u00e9':7,'[SEP]':3,'[CLS]':2,'{':5,'[MASK]':4,'of':10,'\\\"':6,'a':8,'picture':9";

  @TempDir Path folder;

  @Test
  void bothFilesHaveTheSameWords() throws IOException {
    WordList lines = WordListFile.read(file("vocab.txt", LINES));
    String tokenizer =
        " {\n'version':'1.0','added_tokens':[{'id':8,'content':'[DEC]'}],'normalizer':null,"
            + "'model':{'unk_token':'[UNK]','vocab':{%s},'type':'WordPiece','other':{'vocab':{}}},"
            + "'decoder':{'type':'WordPiece','vocab':{'x':1}}}";
    WordList json = WordListFile.read(file("tokenizer.json", quoted(tokenizer.formatted(VOCAB))));
    assertEquals(List.of(LINES.split("\n")), lines.words());
    assertEquals(lines.words(), json.words());
    assertArrayEquals(LINES.getBytes(StandardCharsets.UTF_8), json.toBytes());
    assertEquals(lines.sha256(), json.sha256());
    assertFalse(json.isBertBaseUncased());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "{} => expected a tokenizer.json with a model of type WordPiece and its vocab, found no"
            + " type",
        "{'model':{'type':'BPE','vocab':{'a':0}}} => expected a tokenizer.json with a model of type"
            + " WordPiece and its vocab, found another type",
        "{'model':{'type':'WordPiece','vocab':[]}} => expected a tokenizer.json with a model of"
            + " type WordPiece and its vocab, found no map of words",
        "{'model':{'type':'WordPiece','vocab':{'a':0,'b':0}}} => expected every id once, found 0"
            + " twice",
        "{'model':{'type':'WordPiece','vocab':{'a':0,'b':2}}} => expected the ids 0 to 1 for 2"
            + " words, found none of id 1",
        "{'model':{'type':'WordPiece','vocab':{'a':1048576}}} => expected an id from 0 to 1048575"
            + " for word 1 of vocab, found 1048576",
        "{'model':{'type':'WordPiece','vocab':{'a':0,'b':-1}}} => expected an id from 0 to 1048575"
            + " for word 2 of vocab, found none",
        "{'model':{'type':'WordPiece','vocab':{'a':'0'}}} => expected an id from 0 to 1048575 for"
            + " word 1 of vocab, found none",
        "{'model':{'type':'WordPiece','vocab':{'a':0,'a':1}}} => expected every word once, found"
            + " \"a\" in lines 1 and 2",
        "{'model':{'type':'WordPiece','vocab':{'a':0}}} => expected the word [PAD], found 1 words"
            + " without it",
        "{'model':{'type':'WordPiece','vocab':{}}} => expected 1 to 1048576 words, found none",
      })
  void saysWhatIsWrongWithAnObject(String json, String message) throws IOException {
    Path file = file("tokenizer.json", quoted(json));
    ModelException e = assertThrows(ModelException.class, () -> WordListFile.read(file));
    assertEquals("word list " + file + ": " + message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "{'model':{'type':'WordPiece','vocab':{'a':0 => line 1",
        "{'model':{'type':'WordPiece','vocab':{'a':99999999999999999999}}} => line 1",
        "{'model' 1} => line 1",
      })
  void brokenObjectsAreRefusedWithTheirPlace(String json, String place) throws IOException {
    Path file = file("tokenizer.json", quoted(json));
    ModelException e = assertThrows(ModelException.class, () -> WordListFile.read(file));
    assertTrue(
        e.getMessage().startsWith("word list " + file + ": expected JSON, found at " + place),
        e.getMessage());
  }

  @Test
  void deepObjectsAreRefused() throws IOException {
    Path file = file("tokenizer.json", quoted("{'a':" + "[".repeat(100_000)));
    assertThrows(ModelException.class, () -> WordListFile.read(file));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path html = file("vocab.txt", "<!doctype html>\n<html>\n<body>not found</body>\n");
    ModelException e = assertThrows(ModelException.class, () -> WordListFile.read(html));
    assertEquals(
        "word list " + html + ": expected the word [PAD], found 3 words without it",
        e.getMessage());
    Path huge = folder.resolve("huge.txt");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength((64L << 20) + 1);
    }
    e = assertThrows(ModelException.class, () -> WordListFile.read(huge));
    assertEquals(
        "word list " + huge + ": expected at most 67108864 bytes, found 67108865", e.getMessage());
    assertThrows(ModelException.class, () -> WordListFile.read(folder));
    assertThrows(
        FileNotFoundException.class, () -> WordListFile.read(folder.resolve("missing.txt")));
  }

  @Test
  void thePublishedListIsKnownInEitherFile() throws IOException {
    WordList lines =
        WordListFile.read(
            GoldenFiles.requireOutside(
                "tokenizer/vocab.txt", "users bring bert-base-uncased's list themselves"));
    assertTrue(lines.isBertBaseUncased());
    ObjectNode root = new ObjectMapper().createObjectNode();
    ObjectNode model = root.putObject("model").put("type", "WordPiece");
    ObjectNode vocab = model.putObject("vocab");
    for (String word : lines.words()) {
      vocab.put(word, lines.idOf(word));
    }
    WordList json = WordListFile.read(file("tokenizer.json", root.toString()));
    assertTrue(json.isBertBaseUncased());
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
