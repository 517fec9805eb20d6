package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.names;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint given to {@code caption}: converted once, beside it. */
class CaptionCheckpointTest {
  private static final Path HOUSE = sample("house.png");

  @TempDir Path folder;
  private Path checkpoint;
  private Path tags;
  private Path bundle;

  @BeforeEach
  void writeCheckpoint() throws IOException {
    checkpoint = TinyCaptions.checkpointWithPublishedHeads(folder);
    tags = TinyCaptions.tags(folder);
    bundle = folder.resolve("published.bundle");
  }

  private Ran run(String program, Object... more) {
    Object[] always = {
      program, "--model", checkpoint, "--tags-file", tags, "--image-size", "64", HOUSE
    };
    return Programs.ram(Programs.joined(always, more));
  }

  private boolean hasCaptions() throws IOException {
    return Bundle.read(bundle).manifest().tasks().contains(ModelTask.CAPTIONING);
  }

  @Test
  void itIsConvertedOnceBesideIt() throws IOException {
    Ran first = run("caption", "--vocab", TinyCaptions.WORDS);
    assertEquals(0, first.exit(), first.err());
    assertTrue(
        first.err().startsWith("converting " + checkpoint + " to " + bundle + ", once\n"),
        first.err());
    assertTrue(hasCaptions());
    Ran again = run("caption", "--vocab", TinyCaptions.WORDS);
    assertEquals("", again.err());
    assertEquals(first.out(), again.out());
    Ran withoutWords = run("caption");
    assertEquals("", withoutWords.err());
    assertEquals(first.out(), withoutWords.out());
    assertEquals("", run("recognize").err(), "its tags are in the same bundle");
  }

  /** The bundle beside it has another list, which would be used without a word. */
  @Test
  void anotherListThanItWasConvertedWithIsRefused() throws IOException {
    assertEquals(0, run("caption", "--vocab", TinyCaptions.WORDS).exit());
    List<String> lines = new ArrayList<>(Files.readAllLines(tags));
    String first = lines.get(1);
    lines.set(1, first.replaceFirst("\\t[^\\t]+", "\tglorp"));
    Files.write(tags, lines);
    for (String program : List.of("caption", "recognize")) {
      Ran other = run(program);
      assertEquals(2, other.exit(), other.out());
      assertTrue(
          other
              .err()
              .startsWith(
                  "ram: --tags-file: expected the list that %s was converted with; delete the bundle"
                          .formatted(bundle)
                      + " to convert anew: tags: expected those of the tags of bundle "),
          other.err());
      assertTrue(other.err().contains("at index 0 \"glorp\" and not "), other.err());
    }
    lines.set(1, first.replaceFirst("\t[01]\\.[0-9]+", "\t0.0625"));
    Files.write(tags, lines);
    Ran thresholds = run("recognize");
    assertEquals(2, thresholds.exit(), thresholds.out());
    assertTrue(
        thresholds.err().contains("found 0.0625; use --thresholds, or delete the bundle"),
        thresholds.err());
  }

  @Test
  void aBundleOfTagsAloneIsConvertedAgain() throws IOException {
    assertEquals(0, run("recognize").exit());
    assertFalse(hasCaptions());
    Ran ran = run("caption", "--vocab", TinyCaptions.WORDS);
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(hasCaptions());
    assertEquals(
        List.of("published.bundle", "published.safetensors", "tiny-t2t.tsv"), names(folder));
  }

  @Test
  void aNewerCheckpointIsConvertedAgain() throws IOException {
    assertEquals(0, run("caption", "--vocab", TinyCaptions.WORDS).exit());
    Files.setLastModifiedTime(
        checkpoint, FileTime.fromMillis(Files.getLastModifiedTime(bundle).toMillis() + 10_000));
    assertNeedsWords(run("caption"));
    assertTrue(run("caption", "--vocab", TinyCaptions.WORDS).err().startsWith("converting "));
  }

  /** Gigabytes are not converted in vain. */
  @Test
  void withoutItsWordsNothingIsConverted() throws IOException {
    assertNeedsWords(run("caption"));
    assertEquals(List.of("published.safetensors", "tiny-t2t.tsv"), names(folder));
    assertEquals(0, run("recognize").exit());
    assertNeedsWords(run("caption"));
  }

  private void assertNeedsWords(Ran ran) {
    assertEquals(2, ran.exit());
    assertEquals("", ran.out());
    assertEquals(
        "ram: --vocab: expected the list of words that "
            + checkpoint
            + " was trained with, to convert it with captions, found none\n",
        ran.err());
  }

  @Test
  void wordsThatDoNotFitLeaveNothing() throws IOException {
    Path few =
        Files.writeString(
            folder.resolve("few.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\npicture\nof\n");
    Ran ran = run("caption", "--vocab", few);
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("two fewer than the checkpoint has ids"), ran.err());
    Ran none = run("caption", "--vocab", folder.resolve("none.txt"));
    assertEquals(1, none.exit());
    assertTrue(none.err().contains("none.txt: expected a vocab.txt or tokenizer.json"), none.err());
    assertEquals(List.of("few.txt", "published.safetensors", "tiny-t2t.tsv"), names(folder));
  }

  /** A folder of safetensors files and their index is a checkpoint as one file is. */
  @Test
  void shardsAreConvertedOnceBesideTheirFolder() throws IOException {
    Path shards = Files.createDirectory(folder.resolve("shards.v2"));
    Path shard = shards.resolve("model-00001-of-00001.safetensors");
    Files.copy(checkpoint, shard);
    TinyCaptions.index(shards, shard);
    checkpoint = shards;
    bundle = folder.resolve("shards.v2.bundle");
    Ran first = run("caption", "--vocab", TinyCaptions.WORDS);
    assertEquals(0, first.exit(), first.err());
    assertTrue(
        first.err().startsWith("converting " + shards + " to " + bundle + ", once\n"), first.err());
    assertTrue(hasCaptions());
    assertEquals("", run("caption").err());
    assertEquals("", run("recognize").err());
    Files.setLastModifiedTime(
        shard, FileTime.fromMillis(Files.getLastModifiedTime(bundle).toMillis() + 2000));
    assertTrue(run("recognize").err().startsWith("converting "), "a shard is newer");
  }

  /** As Hugging Face has them: the list of words lies beside the weights. */
  @Test
  void theWordsOfItsFolderAreTaken() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Files.copy(checkpoint, model.resolve("model.safetensors"));
    checkpoint = model;
    bundle = folder.resolve("model.bundle");
    assertNeedsWords(run("caption"));
    Files.copy(TinyCaptions.WORDS, model.resolve("vocab.txt"));
    Ran ran = run("caption");
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.err().startsWith("converting " + model + " to " + bundle), ran.err());
    assertTrue(hasCaptions());
    assertEquals("", run("recognize").err());
  }
}
