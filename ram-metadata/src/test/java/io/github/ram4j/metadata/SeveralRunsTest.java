package io.github.ram4j.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.metadata.MetadataChange.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings of a tagger and of a detector, written together. */
class SeveralRunsTest {
  private static final Instant DAY = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;
  private Path image;
  private Path sidecar;

  @BeforeEach
  void makeImage() throws IOException {
    image = Files.write(folder.resolve("IMG 1.jpg"), TestImages.encoded("jpg"));
    sidecar = folder.resolve("IMG 1.jpg.xmp");
  }

  private static MetadataWriter writer(ExistingTags existing) {
    return MetadataWriter.of(MetadataOptions.defaults().withExisting(existing));
  }

  private static Findings regions(double... lefts) {
    AutomaticTag dog = new AutomaticTag("dog", List.of(), 0.75, List.of());
    List<ImageRegion> regions = new java.util.ArrayList<>();
    for (double left : lefts) {
      regions.add(new ImageRegion(dog, new ImageBox(left, 0, left + 10, 16)));
    }
    return Findings.of(new RunInfo("dino", "ram4j test", DAY))
        .withRegions(new ImageRegions(48, 64, regions));
  }

  private int count(String text) throws IOException {
    return Files.readString(sidecar).split(text, -1).length - 1;
  }

  @Test
  void eachRunIsNamedAndTheSameAgainChangesNothing() throws IOException {
    List<Findings> runs = List.of(Runs.of("ram", "cat"), regions(0, 20));
    assertEquals(Kind.WRITTEN, writer(ExistingTags.OVERWRITE).write(image, runs).kind());
    List<AutomaticRun> read = MetadataReader.read(image).get(0).runs();
    assertEquals(List.of("ram", "dino"), read.stream().map(run -> run.info().model()).toList());
    assertEquals("cat", read.get(0).tags().get(0).name());
    assertEquals(0.75, read.get(1).tags().get(0).score());
    assertEquals(1, read.get(1).tags().size());
    assertEquals(List.of("cat"), MetadataReader.read(image).get(0).keywords(KeywordField.SUBJECT));
    byte[] once = Files.readAllBytes(sidecar);
    assertEquals(Kind.UNCHANGED, writer(ExistingTags.OVERWRITE).write(image, runs).kind());
    assertArrayEquals(once, Files.readAllBytes(sidecar));
  }

  @Test
  void regionsOfALaterRunTakeThePlaceOfEarlierOnes() throws IOException {
    MetadataWriter writer = writer(ExistingTags.OVERWRITE);
    writer.write(image, List.of(Runs.of("ram", "cat"), regions(0, 20)));
    assertEquals(2, count("stArea:x"));
    writer.write(image, List.of(Runs.of("ram", "cat"), regions(10)));
    assertEquals(1, count("stArea:x"));
    writer.write(image, List.of(Runs.of("ram", "cat"), regions()));
    assertEquals(0, count("stArea:x"));
    assertFalse(writer.undo(image).isEmpty());
    assertFalse(Files.exists(sidecar));
  }

  @Test
  void aRunIsNeeded() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> writer(ExistingTags.SKIP).write(image, List.of()))
            .getMessage()
            .contains("at least one run"));
  }
}
