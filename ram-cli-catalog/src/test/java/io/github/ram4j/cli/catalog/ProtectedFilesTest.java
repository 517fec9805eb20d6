package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no option and no catalogue may lead to: images, catalogues and other files overwritten. */
@Timeout(300)
class ProtectedFilesTest {
  @TempDir Path temporary;
  private TaggedSamples samples;

  @BeforeEach
  void copySamples() throws Exception {
    samples = TaggedSamples.of(temporary.resolve("p"), "frog.png", "house.png");
  }

  @Test
  void noOutputReplacesTheCatalogueOrAnImage() throws Exception {
    samples.tag().well();
    byte[] frog = Files.readAllBytes(samples.folder().resolve("frog.png"));
    List<Path> inputs =
        List.of(
            samples.catalog(),
            samples.catalog().resolveSibling("catalog.sqlite-wal"),
            samples.catalog().resolveSibling("catalog.sqlite.lock"),
            samples.folder().resolve("frog.png"));
    for (Path input : inputs) {
      for (String option : List.of("--jsonl", "--csv", "--parquet")) {
        ProgramRun run = samples.tag(option, input, "--replace").ended(2);
        assertTrue(
            run.err().contains(option + ": expected another file to write than to read"),
            run.err());
      }
    }
    assertArrayEquals(frog, Files.readAllBytes(samples.folder().resolve("frog.png")));
    samples.tag().well();
    assertEquals(List.of("frog.png"), samples.found("tag:frog"));
  }

  @Test
  void outputsOfOneNameAreRefusedAsSuch() {
    Path both = temporary.resolve("both");
    ProgramRun run = samples.tag("--jsonl", both, "--parquet", both).ended(2);
    assertTrue(run.err().contains("expected another file than --jsonl writes"), run.err());
  }

  @Test
  void aCatalogueReachesNoFileOutsideItsFolder() throws Exception {
    TaggedSamples victim = TaggedSamples.of(temporary.resolve("victim"), "rocket.png");
    victim.tag("--xmp", "embed", "--txt").well();
    Path rocket = victim.folder().resolve("rocket.png");
    byte[] before = Files.readAllBytes(rocket);
    samples.tag().well();
    for (String path :
        List.of("../victim/rocket.png", rocket.toString(), "a/../../victim/rocket.png")) {
      samples.change("UPDATE image SET path = '" + path + "' WHERE id = 1");
      ProgramRun undo = ProgramRun.ram("tag", samples.folder(), "--undo").ended(1);
      assertTrue(undo.err().contains("path of an image: expected one below"), undo.err());
      ProgramRun run = samples.tag("--txt", "--xmp", "embed", "--existing", "overwrite").ended(1);
      assertTrue(run.err().contains("path of an image: expected one below"), run.err());
      ProgramRun.ram("search", samples.folder(), "frog OR house OR rocket").ended(1);
      assertArrayEquals(before, Files.readAllBytes(rocket));
      assertTrue(Files.exists(victim.folder().resolve("rocket.txt")));
    }
  }

  @Test
  void aDamagedCatalogueIsNamed() throws Exception {
    samples.tag().well();
    samples.change("UPDATE tag SET chinese = 'none' WHERE english = 'frog'");
    ProgramRun run = samples.tag("--jsonl", temporary.resolve("x.jsonl")).ended(1);
    assertEquals(
        "ram: catalogue, names of a tag: expected a JSON array of texts, found \"none\"\n",
        run.err());
    samples.change("PRAGMA user_version = 0");
    for (ProgramRun other :
        List.of(samples.tag(), ProgramRun.ram("search", samples.folder(), "frog"))) {
      assertTrue(other.ended(1).err().contains("found version 0 of a catalogue"), other.err());
    }
  }

  @Test
  void anImageStaysOneWhenItIsTakenForAVideo() throws Exception {
    samples.tag().well();
    Path frog = samples.folder().resolve("frog.png");
    ProgramRun.ram("video", frog, "--model", "clipart", "--catalog", samples.catalog()).ended(1);
    assertEquals(List.of("frog.png"), samples.found("tag:frog"));
    Files.copy(frog, samples.folder().resolve("new.png"));
    Path copy = samples.folder().resolve("new.png");
    ProgramRun.ram("video", copy, "--model", "clipart", "--catalog", samples.catalog()).ended(1);
    samples.tag().well();
    assertEquals(2, samples.found("tag:frog").size());
    assertFalse(samples.rows("SELECT path FROM image WHERE media = 'video'").contains("new.png"));
  }
}
