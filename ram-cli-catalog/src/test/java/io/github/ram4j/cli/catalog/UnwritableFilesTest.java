package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files beside images that cannot be written or undone: told, tried again, and no other's fault.
 */
@Timeout(300)
class UnwritableFilesTest {
  @TempDir Path temporary;
  private TaggedSamples samples;

  @BeforeEach
  void copySamples() throws Exception {
    samples = TaggedSamples.of(temporary.resolve("p"), "frog.png", "house.png", "rocket.png");
  }

  private Path sidecar(String name) {
    return samples.folder().resolve(name + ".xmp");
  }

  @Test
  void aBrokenSidecarStopsNoOther() throws Exception {
    Files.writeString(sidecar("frog.png"), "<broken");
    ProgramRun run = samples.tag("--xmp", "sidecar").ended(1);
    assertTrue(run.err().contains("frog.png.xmp: expected XMP, found"), run.err());
    assertTrue(run.out().contains("3 tagged"), run.out());
    assertEquals("<broken", Files.readString(sidecar("frog.png")));
    assertTrue(Files.readString(sidecar("house.png")).contains("house"));
    assertTrue(Files.readString(sidecar("rocket.png")).contains("rocket"));
  }

  @Test
  void aFileThatCouldNotBeWrittenIsTriedAgain() throws Exception {
    Files.createDirectory(samples.folder().resolve("frog.txt"));
    Files.writeString(sidecar("house.png"), "<broken");
    samples.tag("--xmp", "sidecar", "--txt").ended(1);
    ProgramRun still = samples.tag("--xmp", "sidecar", "--txt").ended(1);
    assertTrue(still.err().contains("frog.txt"), still.err());
    assertTrue(still.err().contains("house.png.xmp"), still.err());
    Files.delete(samples.folder().resolve("frog.txt"));
    Files.delete(sidecar("house.png"));
    samples.tag("--xmp", "sidecar", "--txt").well();
    assertEquals("frog\n", Files.readString(samples.folder().resolve("frog.txt")));
    assertTrue(Files.readString(sidecar("house.png")).contains("house"));
    assertEquals("", samples.tag("--xmp", "sidecar", "--txt").well().err());
  }

  @Test
  void undoOfSomeImagesLeavesTheOthers() throws Exception {
    samples.tag("--xmp", "sidecar").well();
    ProgramRun undo =
        ProgramRun.ram("tag", samples.folder(), "--undo", "--exclude", "frog*").well();
    assertTrue(undo.out().startsWith("2 images: undone for 2"), undo.out());
    assertTrue(Files.exists(sidecar("frog.png")));
    assertFalse(Files.exists(sidecar("house.png")));
  }

  @Test
  void aLinkThatLedNowhereStays() throws Exception {
    Path link = sidecar("frog.png");
    Path target = samples.folder().resolve("elsewhere");
    Files.createSymbolicLink(link, target);
    samples.tag("--xmp", "sidecar").well();
    assertTrue(Files.exists(target));
    ProgramRun.ram("tag", samples.folder(), "--undo").well();
    assertFalse(Files.exists(target));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void undoGoesOnAfterADamagedImage() throws Exception {
    samples.tag("--xmp", "sidecar", "--txt").well();
    Path frog = samples.folder().resolve("frog.png");
    byte[] whole = Files.readAllBytes(frog);
    Files.write(frog, Arrays.copyOf(whole, whole.length / 2));
    ProgramRun undo = ProgramRun.ram("tag", samples.folder(), "--undo").ended(1);
    assertTrue(undo.err().contains("frog.png: expected"), undo.err());
    assertTrue(undo.out().contains("failed for 1"), undo.out());
    for (String name : new String[] {"frog", "house", "rocket"}) {
      assertFalse(Files.exists(sidecar(name + ".png")), name);
      assertFalse(Files.exists(samples.folder().resolve(name + ".txt")), name);
    }
  }
}
