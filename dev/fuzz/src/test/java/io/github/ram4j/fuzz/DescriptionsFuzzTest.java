package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.vocabulary.Descriptions;
import java.io.IOException;
import java.nio.file.Path;

/** Descriptions as JSON: what is read is written and read again, the same. */
class DescriptionsFuzzTest {
  @FuzzTest
  void descriptions(byte[] data) throws IOException {
    Path file = Input.file("descriptions.json", data);
    try {
      Descriptions read = Descriptions.read(file);
      Path again = file.resolveSibling("again.json");
      read.write(again);
      if (!Descriptions.read(again).byName().equals(read.byName())) {
        throw new AssertionError("written and read again: expected the same, found another");
      }
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    }
  }
}
