package io.github.ram4j.spark.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleException;
import io.github.ram4j.data.ExampleReader;
import io.github.ram4j.data.ReadOptions;
import io.github.ram4j.spark.data.LocalSpark;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are cut at any place, and are those that a reader of one file finds. */
class LineTableTest {
  private static final String LINES =
      "\uFEFF{\"image\":\"a b\"}\r\n\n{\"image\":\"猫\",\"tags\":[\"猫\"]}\n   \n"
          + "{\"image\":\"c\\rd\"}\r\n{\"image\":\"e\",\"x\":\""
          + "y".repeat(300)
          + "\"}\n"
          + "{\"image\":\"last\"}";

  @TempDir Path folder;

  private static ExampleTable<?> open(Path in, int partitions) throws IOException {
    return ExampleTable.open(
        LocalSpark.session(), new org.apache.hadoop.fs.Path(in.toUri()), "generated", partitions);
  }

  private static <T> List<Example> read(ExampleTable<T> table) {
    List<Entry<T>> entries = table.entries().collect();
    assertEquals(
        LongStream.range(0, entries.size()).boxed().toList(),
        entries.stream().map(Entry::place).toList());
    return entries.stream().map(entry -> table.format().example(entry.value())).toList();
  }

  @Test
  void linesAreThoseOfOneReaderWhereverTheFileIsCut() throws IOException {
    Path file = folder.resolve("in.jsonl");
    Files.writeString(file, LINES);
    List<Example> expected = ExampleReader.readAll(file, ReadOptions.defaults());
    assertEquals(5, expected.size());
    for (int partitions : new int[] {1, 2, 3, 11, 40}) {
      assertEquals(expected, read(open(file, partitions)), partitions + " partitions");
    }
  }

  @Test
  void filesOfAFolderAreReadInTheOrderOfTheirNames() throws IOException {
    List<Example> expected = new ArrayList<>();
    for (String name : List.of("part-00010", "part-00002", "_SUCCESS", ".hidden")) {
      Files.writeString(folder.resolve(name), LINES.replace("last", name));
    }
    for (String name : List.of("part-00002", "part-00010")) {
      expected.addAll(ExampleReader.readAll(folder.resolve(name), ReadOptions.defaults()));
    }
    assertEquals(expected, read(open(folder, 7)));
  }

  @Test
  void anErrorHasTheLineOfItsFile() throws IOException {
    byte[] bytes = (LINES + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("part-0"), bytes);
    Files.write(folder.resolve("part-1"), bytes);
    Files.writeString(folder.resolve("part-1"), LINES + "\n\n{\"image\":\"a\"} x\n");
    ExampleException e = assertThrows(ExampleException.class, () -> open(folder, 9));
    assertTrue(
        e.getMessage().contains("part-1, line 9: the line: expected one JSON object")
            || e.getMessage().contains("part-1, line 9: expected a JSON object"),
        e.getMessage());
    bytes[bytes.length - 4] = (byte) 0xC3;
    Files.write(folder.resolve("part-0"), bytes);
    ExampleException noText = assertThrows(ExampleException.class, () -> open(folder, 9));
    assertTrue(
        noText.getMessage().endsWith("part-0, line 7: expected UTF-8 text, found other bytes"),
        noText.getMessage());
    Files.writeString(folder.resolve("part-0"), "x".repeat((1 << 20) + 1));
    assertTrue(
        assertThrows(ExampleException.class, () -> open(folder, 1))
            .getMessage()
            .contains("line 1: expected a line of at most 1,048,576 bytes"));
  }

  @Test
  void noFilesAndEmptyFilesAreTwoThings() throws IOException {
    assertThrows(FileNotFoundException.class, () -> open(folder, 1));
    assertThrows(FileNotFoundException.class, () -> open(folder.resolve("none"), 1));
    Files.createFile(folder.resolve("empty"));
    assertEquals(List.of(), read(open(folder.resolve("empty"), 4)));
  }
}
