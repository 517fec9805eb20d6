package io.github.ram4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleWriterTest {
  private static final Example CAT =
      Example.of("a\\b \"c\".png", List.of("cat", "猫", "cat"))
          .withCaptions(List.of("Ünïcode 🐶\n\u2028"))
          .withCaptionTags(List.of(List.of("cat")))
          .withOther("n", "{ \"x\": 1.00 }");

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
        Example.of("b", List.of())
            .withCaptions(List.of("one", "two"))
            .withOther("z", "1")
            .withOther("y", "[]")
            .withOther("z", "2");
    Path file = write(CAT, dogs);
    assertEquals(List.of(CAT, dogs), ExampleReader.readAll(file, ReadOptions.defaults()));
    assertEquals(
        "{\"image\":\"b\",\"tags\":[],\"captions\":[\"one\",\"two\"],\"z\":2,\"y\":[]}",
        Files.readAllLines(file).get(1));
    assertEquals(List.of("out.jsonl"), names());
  }

  @Test
  void aNameThatEndsInGzIsThatOfAPackedFile() throws IOException {
    Path file = folder.resolve("out.jsonl.gz");
    try (ExampleWriter writer = new ExampleWriter(file)) {
      writer.write(CAT);
      writer.finish();
    }
    byte[] packed = Files.readAllBytes(file);
    assertEquals(0x1f8b, ((packed[0] & 0xff) << 8) | (packed[1] & 0xff));
    assertEquals(List.of(CAT), ExampleReader.readAll(file, ReadOptions.defaults()));
    assertEquals(List.of("out.jsonl.gz"), names());
    for (int length = 0; length < packed.length; length++) {
      Files.write(file, Arrays.copyOf(packed, length));
      IOException e =
          assertThrows(
              IOException.class, () -> ExampleReader.readAll(file, ReadOptions.defaults()));
      assertEquals(file + ": expected whole gzip data, found their end too early", e.getMessage());
    }
  }

  @Test
  void aLineKeepsTheKeyOfItsImage() throws IOException {
    Path in =
        Files.writeString(
            folder.resolve("in.jsonl"),
            "{\"picture\":\"a.png\",\"tags\":[]}\n{\"image\":\"a.png\",\"tags\":[]}\n");
    List<Example> read = ExampleReader.readAll(in, ReadOptions.defaults());
    assertEquals(read.get(0), read.get(1));
    Path out = write(read.get(0).withTags(List.of("cat")).withImage("b.png"), read.get(1));
    assertEquals(
        List.of("{\"picture\":\"b.png\",\"tags\":[\"cat\"]}", "{\"image\":\"a.png\",\"tags\":[]}"),
        Files.readAllLines(out));
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
    assertThrows(IllegalArgumentException.class, () -> CAT.withOther("picture", "1"));
    assertThrows(IllegalArgumentException.class, () -> CAT.withOther("image", "1"));
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
