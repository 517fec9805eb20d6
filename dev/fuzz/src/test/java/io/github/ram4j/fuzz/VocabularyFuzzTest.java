package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** A whole vocabulary file: an archive, its directory and its entries. */
class VocabularyFuzzTest {
  @FuzzTest
  void archive(byte[] data) throws IOException {
    Vocabularies.read(Input.file("archive.vocabulary", data));
  }
}
