package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.TINY_SIZE;
import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models {@code recognize --model} opens, and what it says of those that it does not. */
class OpenModelTest {
  /** A graph that PyTorch exported; ram-onnx holds its logits against a bundle's. */
  private static final Path EXPORTED =
      Path.of("../ram-onnx/src/test/resources/io/github/ram4j/onnx/exported-logits.onnx");

  @TempDir Path folder;

  private Path tinyBundle() throws IOException {
    Path bundle = folder.resolve("tiny");
    Ran ran =
        ram(
            "convert",
            Programs.tinyCheckpoint(folder),
            "--out",
            bundle,
            "--tags-file",
            Programs.tinyTags(folder),
            "--image-size",
            TINY_SIZE);
    assertEquals(0, ran.exit(), ran.err());
    return bundle;
  }

  private static void assertRefused(Path model, String... parts) {
    Ran ran = ram("recognize", "--model", model, sample("house.png"));
    assertEquals(1, ran.exit());
    assertEquals("", ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().startsWith("ram: "), ran.err());
    for (String part : parts) {
      assertTrue(ran.err().contains(part), ran.err());
    }
  }

  @Test
  void anExportedFileIsOpenedAndSaysWhatWasAssumed() throws IOException {
    TagVocabulary tags =
        TagVocabulary.ram().subset(List.of("cat", "dog", "tree", "car", "house", "sky"));
    Path list = folder.resolve("six.tsv");
    try (Writer out = Files.newBufferedWriter(list)) {
      tags.write(out);
    }
    Ran ran =
        ram(
            "recognize",
            "--json",
            "--top",
            "6",
            "--model",
            EXPORTED,
            "--tags-file",
            list,
            "--output-holds",
            "logits",
            sample("house.png"));
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.err().contains("assumed: "), ran.err());
    assertEquals(tags.tags().stream().map(Tag::id).collect(Collectors.toSet()), ids(ran));
  }

  private static Set<Integer> ids(Ran ran) throws IOException {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode tag : ran.json().get(0).get("tags")) {
      ids.add(tag.get("id").asInt());
    }
    return ids;
  }

  @Test
  void aMissingModelIsNamed() {
    Path none = folder.resolve("ram_plus");
    assertRefused(none, none + ": expected a bundle, a checkpoint or an ONNX file, found nothing");
  }

  @Test
  void aFolderThatIsNoBundleIsNamed() {
    assertRefused(folder, "bundle " + folder + ": expected a file bundle.properties, found none");
  }

  @Test
  void aBundleWithoutItsGraphIsNamed() throws IOException {
    Path bundle = tinyBundle();
    Files.delete(bundle.resolve("tagging_head.onnx"));
    assertRefused(bundle, bundle.toString(), "expected a file tagging_head.onnx of", "found none");
  }

  @Test
  void aBundleWithAnAlteredByteIsNamed() throws IOException {
    Path bundle = tinyBundle();
    byte[] graph = Files.readAllBytes(bundle.resolve("tagging_head.onnx"));
    graph[graph.length / 2] ^= 1;
    Files.write(bundle.resolve("tagging_head.onnx"), graph);
    assertRefused(bundle, "tagging_head.onnx was altered: expected", "SHA-256");
  }

  @Test
  void aFileThatIsNoModelIsNamedAndNothingIsLeft() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a model");
    Ran ran = ram("recognize", "--model", text, sample("house.png"));
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("ram: "), ran.err());
    assertTrue(ran.err().contains(text.toString()), ran.err());
    assertEquals(List.of("notes.txt"), Programs.names(folder));
  }

  @Test
  void anOnnxFileThatIsNoneIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("model.onnx"), "not a model");
    assertRefused(text, text.toString());
  }
}
