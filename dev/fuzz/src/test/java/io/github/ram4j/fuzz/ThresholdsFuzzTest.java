package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.ThresholdsFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A file of thresholds of two tags, in either format. */
class ThresholdsFuzzTest {
  private static final TagVocabulary TWO = two();

  private static TagVocabulary two() {
    try {
      return TagVocabulary.read(new StringReader("id\ten\n0\tcat\n1\tdog\n"), "two");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest
  void thresholds(byte[] data) throws IOException {
    Path file = Input.file("thresholds.txt", data);
    try {
      ThresholdsFile.read(file, TWO);
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    } catch (IOException e) {
      Input.requireNames(e, file);
    }
  }
}
