package io.github.ram4j.convert.family;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.ModelException;
import io.github.ram4j.fuzz.Input;
import java.io.IOException;
import java.nio.file.Path;

/** A list of words, as vocab.txt or as tokenizer.json. */
class WordListFuzzTest {
  @FuzzTest
  void words(byte[] data) throws IOException {
    for (String name : new String[] {"vocab.txt", "tokenizer.json"}) {
      Path file = Input.file(name, data);
      try {
        WordListFile.read(file);
      } catch (ModelException e) {
        Input.requireNames(e, file);
      }
    }
  }
}
