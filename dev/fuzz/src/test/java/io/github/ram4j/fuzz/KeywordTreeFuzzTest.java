package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.catalog.filter.KeywordTree;
import java.io.IOException;
import java.nio.file.Path;

/** A hierarchy of keywords: of Lightroom, of digiKam's database, or as paths. */
class KeywordTreeFuzzTest {
  @FuzzTest
  void tree(byte[] data) throws IOException {
    Path file = Input.file("keywords-tree", data);
    try {
      KeywordTree.read(file).exported();
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    }
  }
}
