package io.github.ram4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagCleanerTest {
  private static final TagVocabulary TAGS =
      TagVocabulary.of(
          List.of(
              new Tag(0, "cat", List.of("猫"), true),
              new Tag(1, "dog", List.of(), true),
              new Tag(2, "rare", List.of(), true)),
          new float[] {0.5f, 0.5f, 0.5f});

  @TempDir Path folder;

  private final List<Example> examples = new ArrayList<>();

  /** An image with the logits of cat, dog and rare. */
  private void add(String name, List<String> tags, double cat, double dog, double rare)
      throws IOException {
    Files.writeString(folder.resolve(name), cat + " " + dog + " " + rare);
    examples.add(Example.of(name, tags));
  }

  private DataReport clean(CleanOptions options) throws IOException {
    Path in = folder.resolve("in.jsonl");
    try (ExampleWriter writer = new ExampleWriter(in)) {
      for (Example example : examples) {
        writer.write(example);
      }
      writer.finish();
    }
    return new TagCleaner(new NamedScores(TAGS), options, DataProgress.SILENT)
        .clean(in, folder.resolve("out.jsonl"));
  }

  private List<Example> cleaned() throws IOException {
    return ExampleReader.readAll(folder.resolve("out.jsonl"), ReadOptions.defaults());
  }

  private List<String> marked() throws IOException {
    return cleaned().stream()
        .filter(example -> example.others().containsKey(TagCleaner.MARKED))
        .map(Example::image)
        .toList();
  }

  /** Twenty cats, the last two of which look like dogs; twenty dogs; three rare ones. */
  private void addCatsAndDogs() throws IOException {
    for (int i = 0; i < 20; i++) {
      add("cat" + i, List.of("cat"), i < 18 ? 1 + i * 0.1 : -4, -5 - i * 0.1, -6);
      add("dog" + i, List.of("dog"), -3 - i * 0.1, -1 + i * 0.1, -6);
    }
    for (int i = 0; i < 3; i++) {
      add("rare" + i, List.of("rare"), -3.5, -5, -9);
    }
  }

  private static CleanOptions removing() {
    return CleanOptions.defaults().withRemove(true);
  }

  @Test
  void tagsThatScoreLikeThoseOfOtherImagesAreMarked() throws IOException {
    addCatsAndDogs();
    DataReport report = clean(CleanOptions.defaults());
    assertEquals(List.of("cat18", "cat19"), marked());
    Example cat = cleaned().get(36);
    assertEquals(List.of("cat"), cat.tags());
    assertTrue(
        cat.others().get("improbable").startsWith("[{\"tag\":\"cat\",\"score\":0.0179"),
        cat.others().toString());
    assertEquals(2L, report.totals().get("tags marked improbable"));
    assertEquals(2L, report.totals().get("images with improbable tags"));
    assertEquals(43L, report.totals().get("tags given"));
  }

  @Test
  void removedTagsAreNamed() throws IOException {
    addCatsAndDogs();
    examples.set(36, examples.get(36).withTags(List.of("tree", "cat", "dog")).withOther("x", "1"));
    clean(removing());
    Example cat = cleaned().get(36);
    assertEquals("cat18", cat.image());
    assertEquals(List.of("tree"), cat.tags());
    assertEquals(List.of("x", "removed"), List.copyOf(cat.others().keySet()));
    assertTrue(cat.others().get("removed").contains("\"tag\":\"dog\""));
    assertEquals(List.of("dog"), cleaned().get(1).tags());
  }

  @Test
  void tagsOfFewImagesAreLeftAlone() throws IOException {
    addCatsAndDogs();
    DataReport report = clean(removing());
    assertEquals(List.of("rare"), cleaned().get(40).tags());
    TagReport rare = report.tags().get(2);
    assertEquals("left alone: 3 images, of 10", rare.note());
    assertTrue(Double.isNaN(rare.limit()));
    assertEquals(0, rare.changed());
    assertEquals(1L, report.totals().get("different tags left alone"));
  }

  @Test
  void aTagThatTheModelCannotTellIsLeftAlone() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      add("p" + i, List.of(i % 2 == 0 ? "cat" : "dog"), -5 + random.nextGaussian(), 0, -6);
    }
    DataReport report = clean(CleanOptions.defaults());
    assertEquals("left alone: the model does not tell it from others", report.tags().get(0).note());
    assertEquals(List.of(), marked());
  }

  @Test
  void noTagLosesMoreThanItsShare() throws IOException {
    for (int i = 0; i < 20; i++) {
      add("cat" + i, List.of("cat"), i < 8 ? -6 - i * 0.1 : 4, -6, -6);
      add("other" + i, List.of(), -3, -6, -6);
    }
    clean(CleanOptions.defaults());
    List<String> flagged = marked();
    assertEquals(6, flagged.size(), flagged::toString);
    assertFalse(flagged.contains("cat0") || flagged.contains("cat1"), flagged::toString);
  }

  @Test
  void aTagOfAllImagesIsLeftAlone() throws IOException {
    for (int i = 0; i < 12; i++) {
      add("cat" + i, List.of("cat"), i - 6, -6, -6);
    }
    assertEquals(
        "left alone: all images have it", clean(CleanOptions.defaults()).tags().get(0).note());
  }

  @Test
  void marksAreThoseOfTheLastPass() throws IOException {
    addCatsAndDogs();
    examples.set(0, examples.get(0).withOther("improbable", "[{\"tag\":\"cat\"}]"));
    clean(CleanOptions.defaults());
    assertEquals(List.of("cat18", "cat19"), marked());
  }

  @Test
  void imagesThatCannotBeReadCountForNothing() throws IOException {
    addCatsAndDogs();
    Files.delete(folder.resolve("cat19"));
    DataReport report = clean(CleanOptions.defaults());
    assertEquals(List.of("cat18"), marked());
    assertEquals(43, cleaned().size());
    assertEquals(1L, report.totals().get("images that could not be read"));
    assertEquals(19, report.tags().get(0).given());
    CleanOptions strict = CleanOptions.defaults().withStrict(true);
    assertThrows(IOException.class, () -> clean(strict));
  }

  @Test
  void theReportIsWrittenForPeopleAndForPrograms() throws IOException {
    addCatsAndDogs();
    DataReport report = clean(CleanOptions.defaults());
    Path text = folder.resolve("report.txt");
    Path json = folder.resolve("report.json");
    ReportFiles.write(report, text, json);
    String row =
        Files.readAllLines(text).stream()
            .filter(line -> line.startsWith("cat "))
            .findFirst()
            .orElseThrow();
    assertTrue(row.contains("cat18 0.0180, cat19 0.0180"), row);
    assertTrue(Files.readString(text).contains("quantile of the others' scores: 0.8"));
    assertTrue(Files.readString(json).contains("\"tags marked improbable\" : 2"));
    assertTrue(Files.readString(json).contains("\"limit\" : null"), Files.readString(json));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    CleanOptions options = CleanOptions.defaults();
    assertThrows(IllegalArgumentException.class, () -> options.withOthersQuantile(1));
    assertThrows(IllegalArgumentException.class, () -> options.withMaxShare(0));
    assertThrows(IllegalArgumentException.class, () -> options.withOthersQuantile(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> options.withMinExamples(0));
  }
}
