package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.evaluate.TruthFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file of the tags that images have, in either format. */
class TruthFuzzTest {
  @FuzzTest
  void truth(byte[] data) throws IOException {
    Path file = Input.file("truth.txt", data);
    try {
      TruthFile.read(file);
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    } catch (IOException e) {
      Input.requireNames(e, file);
    }
  }
}
