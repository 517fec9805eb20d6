package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.vocabulary.KeywordList;
import java.io.IOException;
import java.nio.file.Path;

/** A keyword list of Lightroom. */
class KeywordListFuzzTest {
  @FuzzTest
  void keywords(byte[] data) throws IOException {
    Path file = Input.file("keywords.txt", data);
    try {
      KeywordList.read(file).names();
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    }
  }
}
