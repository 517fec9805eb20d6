package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.OpenVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A vocabulary file: what is read is written and read again, the same. */
class VocabularyFuzzTest {
  @FuzzTest
  void vocabulary(byte[] data) throws IOException {
    Path file = Input.file("names.zip", data);
    try {
      OpenVocabulary read = OpenVocabulary.read(file);
      Path again = file.resolveSibling("again.zip");
      read.write(again);
      Path twice = file.resolveSibling("twice.zip");
      OpenVocabulary.read(again).write(twice);
      if (Files.mismatch(again, twice) >= 0) {
        throw new AssertionError("written and read again: expected the same, found another");
      }
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    }
  }
}
