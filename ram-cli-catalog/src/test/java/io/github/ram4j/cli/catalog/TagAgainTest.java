package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that was tagged is tagged again with other options: nothing else of it is lost. */
@Timeout(300)
class TagAgainTest {
  @TempDir Path temporary;
  private TaggedSamples samples;

  @BeforeEach
  void copySamples() throws Exception {
    samples = TaggedSamples.of(temporary.resolve("p"), "frog.png", "house.png", "rocket.png");
  }

  @Test
  void imagesThatAreNotIncludedKeepTheirTags() throws Exception {
    Path jsonl = temporary.resolve("tags.jsonl");
    samples.tag("--jsonl", jsonl).well();
    samples.tag("--jsonl", jsonl, "--existing", "overwrite", "--include", "frog*").well();
    assertEquals(List.of("done"), samples.rows("SELECT DISTINCT state FROM image"));
    assertEquals(List.of("house.png"), samples.found("tag:house"));
    assertEquals(3, Files.readAllLines(jsonl).size());
    samples.tag("--jsonl", jsonl, "--existing", "append", "--exclude", "frog*").well();
    assertEquals(List.of("frog.png"), samples.found("tag:frog"));
    assertEquals(3, Files.readAllLines(jsonl).size());
  }

  @Test
  void captionsAreFoundAfterTagsWereAdded() throws Exception {
    samples.tag("--captions").well();
    assertEquals(3, new TreeSet<>(samples.found("caption:a")).size());
    samples.tag("--existing", "append").well();
    assertEquals(List.of("3"), samples.rows("SELECT count(DISTINCT image_id) FROM caption"));
    assertEquals(3, new TreeSet<>(samples.found("caption:a")).size());
    samples.tag("--existing", "overwrite").well();
    assertEquals(List.of(), samples.found("caption:a"), "the run that replaces all wrote none");
  }

  @Test
  void aRunThatSkipsLeavesWhatAKilledOneHadToDo() throws Exception {
    samples.tag("--captions").well();
    // As "--existing append" leaves it that was killed before it came to this image.
    samples.change("UPDATE image SET state = 'pending', seq = NULL WHERE path = 'frog.png'");
    assertEquals(List.of(), samples.found("tag:frog"));
    samples.tag().well();
    assertEquals(List.of("frog.png"), samples.found("tag:frog"));
    assertEquals(List.of("3"), samples.rows("SELECT count(DISTINCT image_id) FROM caption"));
  }

  @Test
  void anotherLanguageOfXmpIsWritten() throws Exception {
    Path sidecar = samples.folder().resolve("frog.png.xmp");
    samples.tag("--xmp", "sidecar").well();
    assertFalse(Files.readString(sidecar).contains("青蛙"));
    samples.tag("--xmp", "sidecar", "--xmp-language", "both").well();
    assertTrue(Files.readString(sidecar).contains("青蛙"));
    samples.tag("--xmp", "sidecar").well();
    assertFalse(Files.readString(sidecar).contains("青蛙"), "back again");
    assertTrue(Files.readString(sidecar).contains("frog"));
  }

  @Test
  void anImageThatCannotBeReadForAWhileKeepsItsTags() throws Exception {
    assumeTrue(Permissions.canBeTaken(), "needs permissions of files, and setpriv where root is");
    samples.tag().well();
    Path image = samples.folder().resolve("frog.png");
    List<String> before = samples.rows("SELECT count(*) FROM image_tag");
    for (String existing : List.of("append", "overwrite")) {
      try (Permissions taken = Permissions.take(image);
          ChildRun run =
              taken.start("tag", samples.folder(), "--model", "clipart", "--existing", existing)) {
        assertEquals(1, run.waitFor(), run.said());
        assertTrue(run.said().contains("frog.png"), run.said());
        assertTrue(run.said().contains("2 tagged, 1 failed"), run.said());
      }
      samples.tag().well();
      assertEquals(before, samples.rows("SELECT count(*) FROM image_tag"), existing);
      assertEquals(List.of("frog.png"), samples.found("tag:frog"), existing);
    }
  }

  @Test
  void anImageThatIsBrokenNowLosesItsTags() throws Exception {
    samples.tag().well();
    Path image = samples.folder().resolve("frog.png");
    FileTime time = Files.getLastModifiedTime(image);
    Files.write(image, new byte[(int) Files.size(image)]);
    Files.setLastModifiedTime(image, time);
    samples.tag("--existing", "append").ended(1);
    assertEquals(List.of(), samples.found("tag:frog"));
  }

  @Test
  void foldersWithinEachOtherAreRefusedInOneCatalogue() throws Exception {
    Path inner = Files.createDirectory(samples.folder().resolve("inner"));
    Path catalog = temporary.resolve("c.sqlite");
    samples.tag("--catalog", catalog).well();
    ProgramRun run = ProgramRun.ram("tag", inner, "--model", "clipart", "--catalog", catalog);
    assertNotEquals(0, run.exit());
    assertTrue(run.err().contains("expected a folder apart from those of the catalogue"));
    assertTrue(run.err().contains("within " + samples.folder()), run.err());
  }

  @Test
  void textFilesOfImagesWhoseNamesEndInEachOtherAreApart() throws Exception {
    Path folder = samples.folder();
    Files.move(folder.resolve("frog.png"), folder.resolve("a.jpg"));
    Files.move(folder.resolve("house.png"), folder.resolve("a.png"));
    Files.move(folder.resolve("rocket.png"), folder.resolve("a.png.jpg"));
    samples.tag("--txt").well();
    boolean jpegFirst =
        samples
            .rows("SELECT path FROM image WHERE path IN ('a.jpg', 'a.png') ORDER BY id")
            .get(0)
            .equals("a.jpg");
    assertTrue(text(jpegFirst ? "a.txt" : "a.jpg.txt").contains("frog"));
    assertTrue(text(jpegFirst ? "a.png.txt" : "a.txt").contains("house"));
    assertTrue(text("a.png.jpg.txt").contains("rocket"));
  }

  private String text(String name) throws Exception {
    return Files.readString(samples.folder().resolve(name));
  }

  @Test
  void whatStaysInTheWayOfXmpIsTold() throws Exception {
    Path sidecar = samples.folder().resolve("frog.png.xmp");
    samples.tag("--captions", "--xmp", "sidecar").well();
    Files.writeString(
        sidecar, Files.readString(sidecar).replaceFirst("(x-default\">)[^<]+", "$1my frog"));
    ProgramRun run =
        samples.tag("--captions", "--xmp", "sidecar", "--existing", "overwrite").well();
    assertTrue(run.err().contains("note: "), run.err());
    assertTrue(run.err().contains("a person's description was kept"), run.err());
    assertTrue(Files.readString(sidecar).contains("my frog"));
  }
}
