package io.github.ram4j.catalog.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.Samples;
import io.github.ram4j.catalog.run.RunListener;
import io.github.ram4j.catalog.run.TagOptions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OutputsTest {
  @TempDir Path temporary;
  private Samples samples;
  private Path file;
  private final List<String> unwritten = new ArrayList<>();

  @BeforeEach
  void copy() throws IOException {
    samples = Samples.copy(temporary.resolve("pictures"));
    file = temporary.resolve("paths.txt");
  }

  @AfterEach
  void close() throws IOException {
    samples.close();
  }

  /** A line with an image's path and its best tag. */
  private static final class BestTags implements LineFormat {
    @Override
    public String kind() {
      return "best";
    }

    @Override
    public String header() {
      return "best tags\n";
    }

    @Override
    public String lines(TaggedImage image) {
      return image.image().path() + " " + image.tags().get(0).tag().name() + "\n";
    }
  }

  private Outputs outputs() throws IOException {
    return new Outputs(
        samples.catalog(),
        samples.roots(),
        (image, cause) -> unwritten.add(image.getFileName() + ": " + cause.getMessage()));
  }

  private void tag(LineFormat format, boolean replace) throws IOException {
    try (Outputs outputs = outputs().add(format, file, replace)) {
      samples.tag(TagOptions.defaults(), outputs, RunListener.NONE);
    }
  }

  private void tag(ImageOutput output) throws IOException {
    try (Outputs outputs = outputs().add(output)) {
      samples.tag(TagOptions.defaults(), outputs, RunListener.NONE);
    }
  }

  private void requireBestTags() throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertEquals("best tags", lines.get(0));
    assertEquals(
        List.of("below/frog.png frog", "house.png house", "rocket.png rocket"),
        List.copyOf(new TreeSet<>(lines.subList(1, lines.size()))));
    assertEquals(4, lines.size());
  }

  @Test
  void eachImageIsInAFileOfLinesOnce() throws Exception {
    tag(new BestTags(), false);
    requireBestTags();
    Files.copy(samples.file("house.png"), samples.file("also.png"));
    tag(new BestTags(), false);
    List<String> lines = Files.readAllLines(file);
    assertEquals("also.png house", lines.get(4));
    assertEquals(5, lines.size());
  }

  @Test
  void whatWasWrittenBeyondTheCatalogueIsCutOff() throws Exception {
    tag(new BestTags(), false);
    Files.writeString(file, "house.png hou", StandardOpenOption.APPEND);
    tag(new BestTags(), false);
    requireBestTags();
  }

  @Test
  void imagesThatChangeOrGoAreWrittenAnew() throws Exception {
    tag(new BestTags(), false);
    Files.copy(
        samples.file("below/frog.png"),
        samples.file("house.png"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.delete(samples.file("rocket.png"));
    tag(new BestTags(), false);
    assertEquals(
        List.of("below/frog.png frog", "best tags", "house.png frog"),
        List.copyOf(new TreeSet<>(Files.readAllLines(file))));
  }

  @Test
  void filesOfOthersAreReplacedOnRequestAlone() throws Exception {
    Files.writeString(file, "notes of somebody");
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> tag(new BestTags(), false));
    assertEquals(
        file.toRealPath()
            + ": expected a new name, or the file that this catalogue wrote, found another file"
            + " (--replace replaces it)",
        e.getMessage());
    assertEquals("notes of somebody", Files.readString(file));
    tag(new BestTags(), true);
    requireBestTags();
  }

  @Test
  void rowsOfCsvAreTextToSpreadsheets() throws Exception {
    Files.move(samples.file("house.png"), samples.file("=1+2, \"x\".png"));
    tag(new CsvLines(false), false);
    List<String> lines = Files.readAllLines(file);
    assertEquals("image,tags,chinese,scores,caption,error", lines.get(0));
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("\"'=1+2, \"\"x\"\".png\",house")),
        lines::toString);
  }

  @Test
  void aFileBesideAnImageThatCannotBeWrittenIsTriedAgain() throws Exception {
    Path text = Files.createDirectory(samples.file("house.txt"));
    TextFiles files = new TextFiles(samples.catalog(), TextFiles.Content.TAGS, ExistingTags.SKIP);
    tag(files);
    assertEquals(1, unwritten.size(), unwritten::toString);
    assertTrue(unwritten.get(0).startsWith("house.png: "), unwritten::toString);
    assertEquals("frog\n", Files.readString(samples.file("below/frog.txt")));

    unwritten.clear();
    Files.delete(text);
    tag(files);
    assertEquals(List.of(), unwritten);
    assertTrue(Files.readString(text).startsWith("house"), text::toString);
  }

  @Test
  void textFilesOfOthersAreLeftOrAddedTo() throws Exception {
    Path text = Files.writeString(samples.file("below/frog.txt"), "my Frog, pond\n");
    tag(new TextFiles(samples.catalog(), TextFiles.Content.TAGS, ExistingTags.SKIP));
    assertEquals("my Frog, pond\n", Files.readString(text));
    try (Outputs outputs =
        outputs()
            .add(new TextFiles(samples.catalog(), TextFiles.Content.TAGS, ExistingTags.APPEND))) {
      samples.tag(
          TagOptions.defaults().withExisting(ExistingTags.APPEND), outputs, RunListener.NONE);
    }
    assertEquals("my Frog, pond, frog\n", Files.readString(text));
  }
}
