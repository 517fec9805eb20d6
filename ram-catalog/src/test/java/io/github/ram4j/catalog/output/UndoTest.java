package io.github.ram4j.catalog.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.Samples;
import io.github.ram4j.catalog.run.RunListener;
import io.github.ram4j.catalog.run.TagOptions;
import io.github.ram4j.metadata.MetadataOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class UndoTest {
  @TempDir Path temporary;
  private Samples samples;

  @BeforeEach
  void write() throws IOException {
    samples = Samples.copy(temporary.resolve("pictures"));
    writeOutputs();
  }

  @AfterEach
  void close() throws IOException {
    samples.close();
  }

  private void writeOutputs() throws IOException {
    try (Outputs outputs =
        new Outputs(samples.catalog(), samples.roots(), (image, cause) -> {})
            .add(new TextFiles(samples.catalog(), TextFiles.Content.TAGS, ExistingTags.SKIP))
            .add(
                new XmpFiles(
                    samples.catalog(),
                    MetadataOptions.defaults(),
                    ExistingTags.SKIP,
                    "test 1",
                    (file, note) -> {}))) {
      samples.tag(TagOptions.defaults(), outputs, RunListener.NONE);
    }
  }

  private List<String> files() throws IOException {
    Path folder = samples.roots().get(0).folder();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private Undo undo() {
    return new Undo(samples.catalog(), () -> false, (file, cause) -> {});
  }

  @Test
  void whatRunsWroteGoesAndComesAgain() throws Exception {
    assertEquals(
        List.of(
            "below/frog.png",
            "below/frog.png.xmp",
            "below/frog.txt",
            "house.png",
            "house.png.xmp",
            "house.txt",
            "rocket.png",
            "rocket.png.xmp",
            "rocket.txt"),
        files());
    assertEquals(new Undo.Report(3, 3, 0), undo().run(samples.roots()));
    assertEquals(Samples.NAMES, files());
    assertEquals(new Undo.Report(3, 0, 0), undo().run(samples.roots()));
    assertEquals(3, samples.rows("SELECT DISTINCT path FROM tags_of_images").size());
    writeOutputs();
    assertEquals(9, files().size());
  }

  @Test
  void whatAPersonChangedStays() throws Exception {
    Path text = Files.writeString(samples.file("house.txt"), "house, mine\n");
    undo().run(samples.roots());
    assertEquals("house, mine\n", Files.readString(text));
    assertFalse(Files.exists(samples.file("rocket.txt")));
  }

  @Test
  void someImagesAloneAreUndone() throws Exception {
    assertEquals(
        new Undo.Report(1, 1, 0), undo().run(samples.roots(), path -> path.startsWith("below/")));
    assertFalse(Files.exists(samples.file("below/frog.txt")));
    assertTrue(Files.exists(samples.file("house.txt")));
  }

  @Test
  void aStopEndsIt() throws Exception {
    int[] asked = new int[1];
    Undo undo = new Undo(samples.catalog(), () -> asked[0]++ == 1, (file, cause) -> {});
    assertEquals(new Undo.Report(1, 1, 0), undo.run(samples.roots()));
    assertEquals(7, files().size());
  }
}
