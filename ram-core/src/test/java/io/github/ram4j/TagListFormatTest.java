package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagListFormatTest {
  private static final String FULL =
      "id\ten\tzh\tthreshold\tin_captions\n3\tcat\t猫/小猫\t0.5\tyes\n1\tthree\t\t1\tno\n";

  @TempDir Path folder;

  static TagVocabulary writtenAndRead(TagVocabulary list) throws IOException {
    StringBuilder text = new StringBuilder();
    list.write(text);
    return read(text.toString());
  }

  private static TagVocabulary read(String text) throws IOException {
    return TagVocabulary.read(new StringReader(text), "pets.tsv");
  }

  private static String refusal(String text) {
    return assertThrows(FileFormatException.class, () -> read(text)).getMessage();
  }

  private static TagVocabulary fullList() {
    return TagVocabulary.of(
        List.of(new Tag(3, "cat", List.of("猫", "小猫"), true), new Tag(1, "three", List.of(), false)),
        new float[] {0.5f, 1});
  }

  @Test
  void readsEveryColumn() throws IOException {
    assertEquals(fullList(), read(FULL));
  }

  @Test
  void columnsMayStandInAnyOrder() throws IOException {
    assertEquals(
        fullList(),
        read("threshold\tin_captions\ten\tid\tzh\n0.5\tyes\tcat\t3\t猫/小猫\n1\tno\tthree\t1\t\n"));
  }

  @Test
  void missingColumnsHaveTheAuthorsDefaults() throws IOException {
    TagVocabulary list = read("id\ten\n0\tcat\n");
    assertEquals(0.68f, list.threshold(0));
    assertTrue(list.tag(0).inCaptions());
    assertEquals(List.of(), list.tag(0).chinese());
  }

  @Test
  void aByteOrderMarkIsLeftAside() throws IOException {
    assertEquals(fullList(), read("\uFEFF" + FULL));
  }

  @Test
  void linesMayEndAsOnWindows() throws IOException {
    assertEquals(fullList(), read(FULL.replace("\n", "\r\n")));
  }

  @Test
  void theLastLineNeedsNoEndAndBlankLinesAreSkipped() throws IOException {
    assertEquals(fullList(), read(FULL.stripTrailing().replace("\n", "\n\n")));
  }

  @Test
  void blanksAroundCellsAreLeftAside() throws IOException {
    assertEquals(
        fullList(),
        read(
            """
            id\ten\tzh\tthreshold\tin_captions
             3 \t cat \t 猫 / 小猫 /\t 0.5 \t yes
            1\tthree\t\t1\tno
            """));
  }

  @ParameterizedTest
  @CsvSource({"id, en", "en, id"})
  void aMissingColumnIsNamedWithTheFile(String there, String missing) {
    String message = refusal(there + "\tzh\n");
    assertEquals(
        "tag list pets.tsv, line 1: expected a column \""
            + missing
            + "\", found columns ["
            + there
            + ", zh]",
        message);
  }

  @Test
  void anUnknownColumnIsRefusedNotIgnored() {
    String message = refusal("id\ten\ttreshold\n0\tcat\t0.5\n");
    assertTrue(message.startsWith("tag list pets.tsv, line 1: expected columns out of"), message);
    assertTrue(message.endsWith("found \"treshold\""), message);
  }

  @Test
  void aColumnThatOccursTwiceIsRefused() {
    assertEquals(
        "tag list pets.tsv, line 1: expected each column once, found \"en\" twice",
        refusal("id\ten\ten\n0\tcat\tdog\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1\tdog", "1\tdog\t0.5\t", "1,dog,0.5"})
  void aWrongCountOfCellsIsRefusedWithTheLine(String row) {
    String message = refusal("id\ten\tthreshold\n0\tcat\t0.5\n" + row + "\n");
    int cells = row.split("\t", -1).length;
    assertEquals("tag list pets.tsv, line 3: expected 3 cells, found " + cells + " cells", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1.0", "2147483648"})
  void anIdThatIsNoneIsRefusedWithTheLine(String id) {
    assertEquals(
        "tag list pets.tsv, line 3: expected an id, a whole number from 0, found \"" + id + "\"",
        refusal("id\ten\n0\tcat\n" + id + "\tdog\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "half", "-0.01", "1.01", "NaN", "0,5"})
  void aThresholdThatIsNoneIsRefusedWithTheLine(String threshold) {
    assertEquals(
        "tag list pets.tsv, line 2: expected a threshold from 0 to 1, found \"" + threshold + "\"",
        refusal("id\ten\tthreshold\n0\tcat\t" + threshold + "\n"));
  }

  @Test
  void anIdThatOccursTwiceIsRefusedWithTheLine() {
    assertEquals(
        "tag list pets.tsv, line 5: expected each id once, found 7 again",
        refusal("id\ten\n7\tcat\n\n8\tdog\n7\tfox\n"));
  }

  @Test
  void aBlankNameIsRefusedWithTheLine() {
    assertEquals(
        "tag list pets.tsv, line 2: expected a name in column \"en\", found a blank",
        refusal("id\ten\n0\t \n"));
  }

  @Test
  void whatIsNeitherYesNorNoIsRefusedWithTheLine() {
    assertEquals(
        "tag list pets.tsv, line 2: expected yes or no in column \"in_captions\", found \"true\"",
        refusal("id\ten\tin_captions\n0\tcat\ttrue\n"));
  }

  @Test
  void anEmptyFileIsRefused() {
    assertEquals(
        "tag list pets.tsv: expected a line of column names, found an empty file", refusal(""));
  }

  @Test
  void aListWithoutTagsIsRefused() {
    assertEquals(
        "tag list pets.tsv: vocabulary: expected at least one tag, found none",
        refusal("id\ten\n\n"));
  }

  @Test
  void readsAFile() throws IOException {
    assertEquals(fullList(), TagVocabulary.read(Files.writeString(folder.resolve("l.tsv"), FULL)));
  }

  @Test
  void aFileInAnotherEncodingIsRefusedWithItsName() throws IOException {
    Path file = Files.write(folder.resolve("l.tsv"), FULL.getBytes(StandardCharsets.UTF_16));
    String message =
        assertThrows(FileFormatException.class, () -> TagVocabulary.read(file)).getMessage();
    assertEquals("tag list " + file + ": expected UTF-8 text, found other bytes", message);
  }

  @Test
  void aFaultInAFileIsNamedWithTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("l.tsv"), "id\ten\nx\tcat\n");
    String message =
        assertThrows(FileFormatException.class, () -> TagVocabulary.read(file)).getMessage();
    assertTrue(message.startsWith("tag list " + file + ", line 2: "), message);
  }

  @Test
  void aMissingFileIsAnIoException() {
    Path file = folder.resolve("none.tsv");
    assertThrows(NoSuchFileException.class, () -> TagVocabulary.read(file));
  }

  @Test
  void theReaderIsNotClosed() throws IOException {
    boolean[] closed = {false};
    Reader source =
        new StringReader(FULL) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    TagVocabulary.read(source, "pets.tsv");
    assertFalse(closed[0]);
  }

  @Test
  void writingAndReadingKeepsIdsThresholdsAndOrder() throws IOException {
    assertEquals(fullList(), writtenAndRead(fullList()));
    StringBuilder text = new StringBuilder();
    fullList().write(text);
    assertEquals(
        "id\ten\tzh\tthreshold\tin_captions\n3\tcat\t猫/小猫\t0.5\tyes\n1\tthree\t\t1.0\tno\n",
        text.toString());
  }

  @Test
  void writingAndReadingKeepsEveryBitOfAThreshold() throws IOException {
    float[] thresholds = {Math.nextUp(0.68f), Float.MIN_VALUE, 1e-5f, Math.nextDown(1f), 0};
    List<Tag> tags =
        List.of("a", "b", "c", "d", "e").stream()
            .map(name -> new Tag(name.charAt(0), name, List.of(), true))
            .toList();
    TagVocabulary list = TagVocabulary.of(tags, thresholds);
    assertEquals(list, writtenAndRead(list));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\nb", "a\rb"})
  void aNameThatNoLineCanHoldIsNotWritten(String name) {
    TagVocabulary list =
        TagVocabulary.of(List.of(new Tag(5, name, List.of(), true)), new float[] {0.5f});
    String message =
        assertThrows(IllegalArgumentException.class, () -> list.write(new StringBuilder()))
            .getMessage();
    assertTrue(message.startsWith("tag 5: expected a name without tabs"), message);
  }

  @Test
  void listsAreBounded() throws IOException {
    String three = "id\ten\n0\ta\n1\tb\n2\tc\n";
    assertEquals(3, TagListFormat.read(new StringReader(three), "x", 3).size());
    FileFormatException e =
        assertThrows(
            FileFormatException.class, () -> TagListFormat.read(new StringReader(three), "x", 2));
    assertEquals("tag list x, line 4: expected at most 2 tags, found more", e.getMessage());
  }
}
