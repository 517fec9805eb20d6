package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.clipart.ClipartModels;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --logits} writes. */
class LogitsTest {
  private static final int TAGS = ClipartModels.ram().vocabulary().size();

  @TempDir Path folder;

  /** Two images of one name are distinguished by their paths, which evaluate reads as well. */
  @Test
  void imagesOfOneNameAreGivenByTheirPaths() throws IOException {
    Path a = Files.createDirectories(folder.resolve("set/a")).resolve("x.png");
    Path b = Files.createDirectories(folder.resolve("set/b")).resolve("x.png");
    Path alone = a.resolveSibling("alone.png");
    Files.copy(sample("house.png"), a);
    Files.copy(sample("frog.png"), b);
    Files.copy(sample("frog.png"), alone);
    Path csv = folder.resolve("paths.csv");
    assertEquals(0, ram("recognize", "--model", "clipart", "--logits", csv, a, b, alone, a).exit());
    assertEquals(
        List.of(a.toString(), b.toString(), "alone.png", a.toString()),
        Files.readAllLines(csv).stream().map(row -> row.substring(0, row.indexOf(','))).toList());
    assertEquals(
        0,
        ram("recognize", "--model", "clipart", "--logits", csv, "--replace", alone, b, a).exit());
    Path truth =
        Files.writeString(
            folder.resolve("set/truth.txt"), "a/x.png,house\nb/x.png,frog\na/alone.png,frog\n");
    Path tags = folder.resolve("clipart.tsv");
    try (Writer out = Files.newBufferedWriter(tags)) {
      ClipartModels.ram().vocabulary().write(out);
    }
    Path json = folder.resolve("byScores.json");
    Ran scored =
        ram("evaluate", "--scores", csv, "--tags-file", tags, "--truth", truth, "--json", json);
    assertEquals(0, scored.exit(), scored.err());
    Ran model = ram("evaluate", "clipart", "--truth", truth);
    assertEquals(figures(model), figures(scored));
  }

  /** The figures of a model, without its name and speed. */
  private static List<String> figures(Ran ran) {
    List<String> cells = List.of(ran.outLines().get(2).strip().split(" {2,}", -1));
    assertTrue(cells.size() > 5, ran.out());
    return cells.subList(1, cells.size() - 1);
  }

  @Test
  void everyRowIsAnImageAndTheLogitOfEveryTag() throws IOException {
    Path csv = folder.resolve("logits.csv");
    List<String> images = List.of("house.png", "strawberry.png");
    Ran ran =
        ram(
            "recognize",
            "--model",
            "clipart",
            "--json",
            "--top",
            TAGS,
            "--logits",
            csv,
            sample(images.get(0)),
            sample(images.get(1)));
    assertEquals(0, ran.exit(), ran.err());
    List<String> rows = Files.readAllLines(csv);
    assertEquals(2, rows.size());
    for (int i = 0; i < 2; i++) {
      String[] cells = rows.get(i).split(",", -1);
      assertEquals(1 + TAGS, cells.length);
      assertEquals(images.get(i), cells[0]);
      for (JsonNode tag : ran.json().get(i).get("tags")) {
        String cell = cells[1 + tag.get("id").asInt()];
        assertTrue(new BigDecimal(cell).precision() <= 9, cell);
        assertEquals(
            sigmoid(Float.parseFloat(cell)), tag.get("score").floatValue(), tag.toString());
      }
    }
    assertTrue(
        List.of(rows.get(0).split(",", -1)).subList(1, TAGS).stream()
            .anyMatch(cell -> new BigDecimal(cell).precision() == 9));
  }

  @Test
  void onlyTheFinishedFileIsLeft() throws IOException {
    Path csv = folder.resolve("logits.csv");
    Files.writeString(csv, "older");
    ram("recognize", "--model", "clipart", "--logits", csv, "--replace", sample("house.png"));
    assertEquals(List.of("logits.csv"), Programs.names(folder));
    assertTrue(Files.readString(csv).startsWith("house.png,"));
    Ran again = ram("recognize", "--model", "clipart", "--logits", csv, sample("frog.png"));
    assertEquals(0, again.exit(), again.err());
    assertTrue(Files.readString(csv).startsWith("frog.png,"), "an earlier output is replaced");
  }

  @Test
  void theFileHasTheRightsOfAnyNewFile() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "files have no POSIX rights");
    Path csv = folder.resolve("logits.csv");
    ram("recognize", "--model", "clipart", "--logits", csv, sample("house.png"));
    Path usual = Files.writeString(folder.resolve("usual"), "");
    assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(csv));
  }

  @Test
  void imagesThatFailHaveNoRow() throws IOException {
    Path csv = folder.resolve("logits.csv");
    Ran ran =
        ram(
            "recognize",
            "--model",
            "clipart",
            "--logits",
            csv,
            folder.resolve("none.png"),
            sample("house.png"));
    assertEquals(1, ran.exit());
    List<String> rows = Files.readAllLines(csv);
    assertEquals(1, rows.size());
    assertTrue(rows.get(0).startsWith("house.png,"));
  }

  @Test
  void ofASelectionOnlyItsTagsAreWrittenInItsOrder() throws IOException {
    Path all = folder.resolve("all.csv");
    Path some = folder.resolve("some.csv");
    ram("recognize", "--model", "clipart", "--logits", all, sample("house.png"));
    ram("recognize", "--model", "clipart", "--logits", some, "--tags", "7,3", sample("house.png"));
    String[] cells = Files.readString(all).strip().split(",", -1);
    assertEquals("house.png," + cells[1 + 7] + "," + cells[1 + 3], Files.readString(some).strip());
  }

  @Test
  void aSelectionOfAllTagsInAnotherOrderIsWrittenInThatOrder() throws IOException {
    Path all = folder.resolve("all.csv");
    Path turned = folder.resolve("turned.csv");
    ram("recognize", "--model", "clipart", "--logits", all, sample("house.png"));
    String ids =
        String.join(
            ",", IntStream.range(0, TAGS).mapToObj(i -> Integer.toString(TAGS - 1 - i)).toList());
    ram("recognize", "--model", "clipart", "--logits", turned, "--tags", ids, sample("house.png"));
    String[] cells = Files.readString(all).strip().split(",", -1);
    String[] turnedCells = Files.readString(turned).strip().split(",", -1);
    for (int i = 0; i < TAGS; i++) {
      assertEquals(cells[1 + i], turnedCells[TAGS - i]);
    }
  }

  @Test
  void aFileInAFolderThatIsMissingIsRefused() {
    Path csv = folder.resolve("none").resolve("logits.csv");
    Ran ran = ram("recognize", "--model", "clipart", "--logits", csv, sample("house.png"));
    assertEquals(1, ran.exit());
    assertTrue(
        ran.err().startsWith("ram: " + csv + ": expected a name in a folder that exists"),
        ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void aFolderIsNeverReplaced() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Ran ran = ram("recognize", "--model", "clipart", "--logits", empty, sample("house.png"));
    assertEquals(1, ran.exit());
    assertTrue(Files.isDirectory(empty));
    assertEquals(List.of("empty"), Programs.names(folder));
  }

  @Test
  void namesWithCommasAndQuotesAreQuoted() throws IOException {
    Path image = Files.copy(sample("house.png"), folder.resolve("a \"b\", c.png"));
    Path csv = folder.resolve("logits.csv");
    ram("recognize", "--model", "clipart", "--logits", csv, image);
    assertTrue(Files.readString(csv).startsWith("\"a \"\"b\"\", c.png\","));
  }

  @Test
  void numbersAreRoundedToNineDigitsAndInfinitiesNamed() throws IOException {
    float[] logits = {1f / 3, -0f, 1e-10f, 16777216f, Float.NEGATIVE_INFINITY};
    List<Tag> tags =
        IntStream.range(0, logits.length)
            .mapToObj(i -> new Tag(i, "tag" + i, List.of(), true))
            .toList();
    TagVocabulary vocabulary = TagVocabulary.of(tags, new float[logits.length]);
    Path file = folder.resolve("numbers.csv");
    try (LogitsCsv csv = new LogitsCsv(file, List.of())) {
      csv.add(Path.of("somewhere", "x.png"), Recognition.ofLogits(vocabulary, logits));
      csv.finish();
    }
    assertEquals(
        "x.png,0.333333343,0,1.00000001E-10,16777216,-Infinity", Files.readString(file).strip());
  }

  @Test
  void rowsAreThereAsImagesAreDone() throws IOException {
    Path file = Files.writeString(folder.resolve("numbers.csv"), "older");
    try (LogitsCsv csv = new LogitsCsv(file, List.of())) {
      assertEquals("older", Files.readString(file));
      csv.add(sample("house.png"), Recognition.ofLogits(oneTag(), new float[1]));
      assertEquals("house.png,0\n", Files.readString(file));
      csv.add(sample("frog.png"), Recognition.ofLogits(oneTag(), new float[1]));
      assertEquals("house.png,0\nfrog.png,0\n", Files.readString(file));
    }
    assertEquals(List.of("numbers.csv"), Programs.names(folder));
  }

  @Test
  void aFileWithoutARowLeavesTheOlderOne() throws IOException {
    Path file = Files.writeString(folder.resolve("numbers.csv"), "older");
    try (LogitsCsv csv = new LogitsCsv(file, List.of())) {
      csv.finish();
    }
    assertEquals(List.of("numbers.csv"), Programs.names(folder));
    assertEquals("older", Files.readString(file));
  }

  private static TagVocabulary oneTag() {
    return TagVocabulary.of(List.of(new Tag(0, "cat", List.of(), true)), new float[1]);
  }

  private static float sigmoid(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }
}
