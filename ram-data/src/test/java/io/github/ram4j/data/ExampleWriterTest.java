package io.github.ram4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleWriterTest {
  private static final Example CAT =
      new Example(
          "a\\b \"c\".png",
          List.of("cat", "猫", "cat"),
          List.of("Ünïcode 🐶\n\u2028"),
          List.of(List.of("cat")),
          Map.of("n", "{ \"x\": 1.00 }"));

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path write(Example... examples) throws IOException {
    Path file = folder.resolve("out.jsonl");
    try (ExampleWriter writer = new ExampleWriter(file)) {
      for (Example example : examples) {
        writer.write(example);
      }
      writer.finish();
    }
    return file;
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Example dogs =
        new Example("b", List.of(), List.of("one", "two"), List.of(), Map.of())
            .withOther("z", "1")
            .withOther("y", "[]")
            .withOther("z", "2");
    Path file = write(CAT, dogs);
    assertEquals(List.of(CAT, dogs), ExampleReader.readAll(file, ReadOptions.defaults()));
    assertEquals(
        "{\"picture\":\"b\",\"tags\":[],\"captions\":[\"one\",\"two\"],\"z\":2,\"y\":[]}",
        Files.readAllLines(file).get(1));
    assertEquals(List.of("out.jsonl"), names());
  }

  @Test
  void aFileIsReplacedOnlyByAFinishedOne() throws IOException {
    Path file = write(CAT);
    String before = Files.readString(file);
    try (ExampleWriter writer = new ExampleWriter(file)) {
      writer.write(CAT);
      writer.write(CAT);
      assertEquals(3, names().size());
    }
    assertEquals(before, Files.readString(file));
    assertEquals(List.of("out.jsonl"), names());
    write(CAT, CAT);
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void aClosedWriterWritesNoMore() throws IOException {
    ExampleWriter writer = new ExampleWriter(folder.resolve("x"));
    writer.close();
    writer.close();
    assertThrows(IOException.class, () -> writer.write(CAT));
  }

  @Test
  void aPlaceThatNoFileCanHaveIsRefused() {
    assertThrows(FileNotFoundException.class, () -> new ExampleWriter(folder));
    assertThrows(FileNotFoundException.class, () -> new ExampleWriter(folder.resolve("no/x")));
  }

  @Test
  void furtherFieldsAreJsonOnOneLineAndOfOtherNames() {
    assertThrows(IllegalArgumentException.class, () -> CAT.withOther("tags", "[]"));
    assertThrows(IllegalArgumentException.class, () -> CAT.withOther("x", "[\n]"));
    assertThrows(IllegalArgumentException.class, () -> CAT.withOther("x", " "));
    assertThrows(NullPointerException.class, () -> CAT.withOther("x", null));
  }

  @Test
  void anExampleCanBeChangedInParts() {
    assertEquals(List.of("dog"), CAT.withTags(List.of("dog")).tags());
    assertEquals(List.of(), CAT.withCaptions(List.of("x", "y")).captionTags());
    assertEquals(List.of(), CAT.withCaptionTags(List.of()).captionTags());
    assertThrows(
        IllegalArgumentException.class, () -> CAT.withCaptionTags(List.of(List.of(), List.of())));
  }
}
