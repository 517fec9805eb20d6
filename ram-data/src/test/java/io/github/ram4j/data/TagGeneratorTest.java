package io.github.ram4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagGeneratorTest {
  /** Two tags of one name, as Tag2Text has them; the scores of logits 0 and 2 are 0.5 and 0.88. */
  private static final TagVocabulary TAGS =
      TagVocabulary.of(
          List.of(
              new Tag(0, "cat", List.of("猫"), true),
              new Tag(1, "dog", List.of("狗"), true),
              new Tag(2, "owl", List.of(), true),
              new Tag(3, "cat", List.of(), true)),
          new float[] {0.5f, 0.5f, 0.9f, 0.5f});

  @TempDir Path folder;
  private Path in;
  private Path out;
  private final List<String> unreadable = new ArrayList<>();
  private long recognized;

  @BeforeEach
  void setPaths() {
    in = folder.resolve("in.jsonl");
    out = folder.resolve("out.jsonl");
  }

  private DataReport generate(GenerateOptions options) throws IOException {
    DataProgress progress =
        new DataProgress() {
          @Override
          public void recognized(long images) {
            recognized = images;
          }

          @Override
          public void unreadable(String image, Exception cause) {
            unreadable.add(image);
          }
        };
    return new TagGenerator(new NamedScores(TAGS), options, progress).generate(in, out);
  }

  private void image(String name, String logits) throws IOException {
    Files.writeString(folder.resolve(name), logits);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(out);
  }

  @Test
  void tagsAboveTheirThresholdsAreAddedAndMarked() throws IOException {
    image("a", "0.1 2 2 3");
    Files.writeString(in, "{\"picture\":\"a\",\"tags\":[\"tree\"],\"x\":1}\n");
    DataReport report = generate(GenerateOptions.defaults());
    assertEquals(
        "{\"picture\":\"a\",\"tags\":[\"tree\",\"cat\",\"dog\"],\"x\":1,\"generated\":["
            + "{\"tag\":\"cat\",\"score\":0.95257413,\"limit\":0.5},"
            + "{\"tag\":\"dog\",\"score\":0.8807971,\"limit\":0.5}]}",
        lines().get(0));
    assertEquals(2L, report.totals().get("tags added"));
    assertEquals(1L, report.totals().get("images with tags added"));
    assertEquals(1L, report.totals().get("tags given that the model does not know"));
    assertEquals(1, recognized);
  }

  @Test
  void givenTagsInEitherLanguageAreNotAddedAgain() throws IOException {
    image("a", "3 3 -3 3");
    Files.writeString(in, "{\"picture\":\"a\",\"tags\":[\"Cat\",\"狗\"],\"generated\":[]}\n");
    generate(GenerateOptions.defaults());
    Example example = ExampleReader.readAll(out, ReadOptions.defaults()).get(0);
    assertEquals(List.of("Cat", "狗"), example.tags());
    assertEquals("[]", example.others().get("generated"));
  }

  @Test
  void thresholdsMayBeOthers() throws IOException {
    image("a", "2 3 3 -1");
    Files.writeString(in, "{\"picture\":\"a\"}\n");
    generate(
        GenerateOptions.defaults().withThresholds((tag, published) -> Math.max(published, 0.9f)));
    assertEquals(
        List.of("dog", "owl"), ExampleReader.readAll(out, ReadOptions.defaults()).get(0).tags());
  }

  @Test
  void aSecondPassKeepsTheMarksOfTheFirst() throws IOException {
    image("a", "3 -3 -3 -3");
    Files.writeString(
        in,
        "{\"picture\":\"a\",\"tags\":[\"dog\"],\"generated\":[{\"tag\":\"dog\",\"score\":0.9}]}\n");
    generate(GenerateOptions.defaults());
    assertTrue(
        lines().get(0).contains("\"generated\":[{\"tag\":\"dog\",\"score\":0.9},{\"tag\":\"cat\""),
        lines().get(0));
  }

  @Test
  void marksThatAreNoListAreRefused() throws IOException {
    image("a", "3 -3 -3 -3");
    Files.writeString(in, "{\"picture\":\"a\",\"generated\":7}\n");
    ExampleException e =
        assertThrows(ExampleException.class, () -> generate(GenerateOptions.defaults()));
    assertEquals("image a: generated: expected a list of tags and scores, found 7", e.getMessage());
    assertEquals(List.of("a", "in.jsonl"), names());
  }

  @Test
  void imagesThatCannotBeReadArePassedOn() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append("{\"picture\":\"p%d\",\"tags\":[\"owl\"]}\n".formatted(i));
      image("p" + i, i == 20 ? "no logits" : "3 -3 -3 -3");
    }
    Files.delete(folder.resolve("p33"));
    Files.writeString(in, lines + "{\"picture\":\"a\\u0000b\",\"tags\":[]}\n");
    DataReport report = generate(GenerateOptions.defaults());
    assertEquals(List.of("p20", "p33", "a\0b"), unreadable);
    assertEquals(41L, report.totals().get("pictures"));
    assertEquals(3L, report.totals().get("images that could not be read"));
    assertEquals(38L, report.totals().get("tags added"));
    assertEquals("{\"picture\":\"p20\",\"tags\":[\"owl\"]}", lines().get(20));
    assertEquals("{\"picture\":\"p33\",\"tags\":[\"owl\"]}", lines().get(33));
    assertTrue(lines().get(21).startsWith("{\"picture\":\"p21\",\"tags\":[\"owl\",\"cat\"]"));
  }

  @Test
  void strictlyABadImageIsAnErrorAndNothingIsLeft() throws IOException {
    image("a", "x");
    GenerateOptions strict = GenerateOptions.defaults().withStrict(true);
    Files.writeString(in, "{\"picture\":\"a\"}\n");
    assertThrows(ImageException.class, () -> generate(strict));
    Files.writeString(in, "{\"picture\":\"none\"}\n");
    assertThrows(NoSuchFileException.class, () -> generate(strict));
    assertEquals(List.of("a", "in.jsonl"), names());
  }

  @Test
  void aLineThatIsNoExampleLeavesNothing() throws IOException {
    Files.writeString(in, "{\"picture\":7}\n");
    assertThrows(ExampleException.class, () -> generate(GenerateOptions.defaults()));
    assertEquals(List.of("in.jsonl"), names());
  }

  @Test
  void theReportHasARowForEachTagWithItsScores() throws IOException {
    image("a", "-16 2 0 0");
    image("b", "-16 3 0 0");
    image("c", "-16 -2 0 0");
    Files.writeString(
        in, "{\"picture\":\"a\"}\n{\"picture\":\"b\"}\n{\"picture\":\"c\",\"tags\":[\"owl\"]}\n");
    List<TagReport> rows = generate(GenerateOptions.defaults()).tags();
    assertEquals(List.of("dog", "owl"), rows.stream().map(TagReport::tag).toList());
    TagReport dog = rows.get(0);
    assertEquals(0, dog.given());
    assertEquals(2, dog.changed());
    assertEquals(0.5, dog.limit());
    assertTrue(Double.isNaN(dog.givenScores().median()));
    assertEquals(0.88, dog.otherScores().median(), 0.01);
    assertEquals(List.of("b", "a"), dog.examples().stream().map(one -> one.image()).toList());
    assertEquals(1, rows.get(1).given());
    assertEquals(0.5, rows.get(1).givenScores().median(), 0.02);
  }

  @Test
  void aThresholdOutOfRangeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> generate(GenerateOptions.defaults().withThresholds((tag, published) -> 2)));
  }
}
