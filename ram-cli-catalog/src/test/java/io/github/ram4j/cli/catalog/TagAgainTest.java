package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
