package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images that were renamed or moved keep what they have, and are not tagged again. */
@Timeout(300)
class MovedImagesTest {
  @TempDir Path temporary;
  private TaggedSamples samples;
  private Path jsonl;

  @BeforeEach
  void tagSamples() throws Exception {
    samples = TaggedSamples.of(temporary.resolve("p"), "frog.png", "house.png", "rocket.png");
    jsonl = temporary.resolve("tags.jsonl");
    samples.tag("--jsonl", jsonl, "--captions").well();
  }

  private Path move(String from, String to) throws Exception {
    Path target = samples.folder().resolve(to);
    Files.createDirectories(target.getParent());
    return Files.move(samples.folder().resolve(from), target);
  }

  @Test
  void aMovedImageKeepsItsTags() throws Exception {
    List<String> before = samples.rows("SELECT id FROM image WHERE path = 'frog.png'");
    Path moved = move("frog.png", "pond/green.png");
    Files.setLastModifiedTime(moved, FileTime.fromMillis(1_000_000_000_000L));
    ProgramRun run = samples.tag("--jsonl", jsonl).well();
    assertTrue(run.out().contains("0 tagged, 0 failed, 3 skipped, 1 had moved"), run.out());
    assertFalse(run.out().contains("gone"), run.out());
    assertEquals(before, samples.rows("SELECT id FROM image WHERE path = 'pond/green.png'"));
    assertEquals(List.of("3"), samples.rows("SELECT count(*) FROM image"));
    assertEquals(List.of("pond/green.png"), samples.found("tag:frog"));
    assertEquals(List.of("pond/green.png"), samples.found("name:pond"));
    assertEquals(List.of(), samples.found("name:frog"));
    assertTrue(samples.found("caption:a").contains("pond/green.png"));
    assertEquals(2, samples.found("--similar", moved).size());
    List<String> lines = Files.readAllLines(jsonl);
    assertEquals(3, lines.size());
    assertTrue(String.join("", lines).contains("\"pond/green.png\""), lines.toString());
    assertFalse(String.join("", lines).contains("\"frog.png\""), lines.toString());
    samples.tag().well();
    assertEquals(List.of(), samples.rows("SELECT path FROM image WHERE state <> 'done'"));
  }

  @Test
  void whatWasWrittenBesideItIsUndoneAtItsNewPlace() throws Exception {
    samples.tag("--xmp", "sidecar", "--txt").well();
    move("frog.png", "a/frog.png");
    move("frog.png.xmp", "a/frog.png.xmp");
    move("frog.txt", "a/frog.txt");
    ProgramRun.ram("tag", samples.folder(), "--undo").well();
    try (var files = Files.walk(samples.folder())) {
      List<String> left =
          files.map(Path::toString).filter(name -> name.matches(".*\\.(txt|xmp)")).toList();
      assertEquals(List.of(), left);
    }
  }

  @Test
  void namesThatWereExchangedKeepTheirOwn() throws Exception {
    move("frog.png", "x.png");
    move("house.png", "frog.png");
    move("x.png", "house.png");
    samples.tag("--jsonl", jsonl).well();
    assertEquals(List.of("house.png"), samples.found("tag:frog"));
    assertEquals(List.of("frog.png"), samples.found("tag:house"));
  }

  @Test
  void aCopyIsAnotherImageAndSoIsAChangedOne() throws Exception {
    Path frog = samples.folder().resolve("frog.png");
    Files.copy(frog, samples.folder().resolve("copy.png"));
    ProgramRun copied = samples.tag("--jsonl", jsonl).well();
    assertTrue(copied.out().contains("1 tagged, 0 failed, 3 skipped"), copied.out());
    assertEquals(2, new TreeSet<>(samples.found("tag:frog")).size());
    Path moved = move("frog.png", "other.png");
    byte[] bytes = Files.readAllBytes(moved);
    bytes[bytes.length - 1] ^= 1; // of the end mark's check
    Files.write(moved, bytes);
    ProgramRun changed = samples.tag("--jsonl", jsonl);
    assertTrue(changed.out().contains("1 are gone"), changed.out());
    assertFalse(changed.out().contains("had moved"), changed.out());
  }

  @Test
  void aVideoThatIsMissingIsNotFoundUntilItIsThereAgain() throws Exception {
    Path video = Files.writeString(samples.folder().resolve("frog.mp4"), "as ram video read it");
    samples.change(
        "INSERT INTO image (root_id, path, media, size, modified_ns, state, run_id) VALUES (1,"
            + " 'frog.mp4', 'video', %d, %d, 'done', 1)"
                .formatted(
                    Files.size(video), Files.getLastModifiedTime(video).to(TimeUnit.NANOSECONDS)));
    samples.change(
        "INSERT INTO image_text (rowid, name) SELECT id, 'frog mp4' FROM image WHERE media ="
            + " 'video'");
    assertEquals(List.of("frog.mp4"), samples.found("name:mp4"));
    Path kept = Files.move(video, temporary.resolve("kept.mp4"));
    samples.tag().well();
    assertEquals(List.of(), samples.found("name:mp4"));
    Files.move(kept, video);
    samples.tag().well();
    assertEquals(List.of("frog.mp4"), samples.found("name:mp4"));
  }

  @Test
  void oneThatWasGoneForAWhileIsKnownAgain() throws Exception {
    Path kept = Files.move(samples.folder().resolve("frog.png"), temporary.resolve("kept.png"));
    samples.tag().well();
    assertEquals(List.of(), samples.found("tag:frog"));
    Files.move(kept, samples.folder().resolve("back.png"));
    ProgramRun run = samples.tag().well();
    assertTrue(run.out().contains("0 tagged, 0 failed, 3 skipped, 1 had moved"), run.out());
    assertEquals(List.of("back.png"), samples.found("tag:frog"));
  }
}
