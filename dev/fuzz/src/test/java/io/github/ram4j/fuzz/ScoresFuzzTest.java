package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.evaluate.ScoresFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file of scores of three tags. */
class ScoresFuzzTest {
  private static final int TAGS = 3;

  @FuzzTest
  void scores(byte[] data) throws IOException {
    Path file = Input.file("scores.csv", data);
    try {
      ScoresFile.read(file, TAGS);
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    } catch (IOException e) {
      Input.requireNames(e, file);
    }
  }
}
