package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** A list of tags; one that is read is written and read again. */
class TagListFuzzTest {
  @FuzzTest
  void list(byte[] data) throws IOException {
    Path file = Input.file("tags.tsv", data);
    TagVocabulary read;
    try {
      read = TagVocabulary.read(file);
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
      return;
    } catch (CharacterCodingException e) {
      return;
    }
    StringBuilder text = new StringBuilder();
    read.write(text);
    TagVocabulary again = TagVocabulary.read(new StringReader(text.toString()), "written");
    if (!again.tags().equals(read.tags())) {
      throw new AssertionError("other tags once written: " + read.tags() + ", " + again.tags());
    }
  }
}
