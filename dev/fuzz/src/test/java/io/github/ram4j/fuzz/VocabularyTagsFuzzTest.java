package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a vocabulary's tags, in an archive that is as it should be, with as many rows as the
 * lines say.
 */
class VocabularyTagsFuzzTest {
  private static final Pattern ROWS = Pattern.compile("\t(\\d{1,4})\t(\\d{1,4})\t");
  private static final int MOST_NUMBERS = 1 << 16;

  @FuzzTest
  void lines(byte[] data) throws IOException {
    long numbers = 0;
    Matcher rows = ROWS.matcher(new String(data, StandardCharsets.ISO_8859_1));
    while (rows.find()) {
      numbers += Long.parseLong(rows.group(1)) * Long.parseLong(rows.group(2));
    }
    int count = (int) Math.min(numbers, MOST_NUMBERS);
    Vocabularies.read(Input.file("lines.vocabulary", Vocabularies.archive(data, count)));
  }
}
