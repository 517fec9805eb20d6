package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.TINY_SIZE;
import static io.github.ram4j.cli.Programs.names;
import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.Tag;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertTest {
  /** Random weights, so that fp16 moves scores by more than trained weights would. */
  private static final double FP16_TOLERANCE = 0.02;

  /** The files of a bundle of RAM. */
  private static final List<String> FILES =
      List.of(
          "bundle.properties",
          "image_encoder.onnx",
          "label_embeddings.bin",
          "open_tagging_head.onnx",
          "tagging_head.onnx",
          "tags.tsv");

  @TempDir Path folder;
  private Path checkpoint;
  private Path tags;
  private Path bundle;

  @BeforeEach
  void writeCheckpoint() throws IOException {
    checkpoint = Programs.tinyCheckpoint(folder);
    tags = Programs.tinyTags(folder);
    bundle = folder.resolve("tiny");
  }

  private Ran convert(Object... more) {
    Object[] arguments = {
      "convert", checkpoint, "--out", bundle, "--tags-file", tags, "--image-size", TINY_SIZE
    };
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return ram(all);
  }

  private static Map<String, Double> scores(Object model) throws IOException {
    Ran ran = ram("recognize", "--json", "--top", "5", "--model", model, sample("strawberry.png"));
    assertEquals(0, ran.exit(), ran.err());
    Map<String, Double> scores = new LinkedHashMap<>();
    for (JsonNode tag : ran.json().get(0).get("tags")) {
      scores.put(tag.get("en").asText(), tag.get("score").asDouble());
    }
    return scores;
  }

  private void assertNothingLeft() throws IOException {
    assertEquals(
        List.of(tags.getFileName().toString(), checkpoint.getFileName().toString()).stream()
            .sorted()
            .toList(),
        names(folder));
  }

  @Test
  void modelsWithoutImagesHaveNoImageSize() throws IOException {
    Path clip = folder.resolve("clip.safetensors");
    Path packed = GoldenFiles.file("openset/clip-b/open_clip.safetensors.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, clip);
    }
    Ran ran = ram("convert", clip, "--out", bundle);
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().contains("clip-text"), ran.out());
    assertFalse(ran.out().contains("image size"), ran.out());
    Ran inspected = ram("inspect", clip);
    assertEquals(0, inspected.exit(), inspected.err());
    assertFalse(inspected.out().contains("image size"), inspected.out());
  }

  @Test
  void makesABundleThatOpens() throws IOException {
    Ran ran = convert();
    assertEquals(0, ran.exit(), ran.err());
    List<String> lines = ran.outLines();
    assertEquals(bundle.toString(), lines.get(0));
    assertTrue(ran.out().contains("family "), ran.out());
    assertTrue(ran.out().contains("64 px"), ran.out());
    assertEquals(FILES, names(bundle));
    assertEquals(List.of("tiny", "tiny.safetensors", "tiny.tsv"), names(folder));
    assertDoesNotThrow(() -> Bundle.read(bundle).verifyDigests());
    assertEquals(5, scores(bundle).size());
  }

  @Test
  void aTagWithoutChineseIsShownInEnglish() {
    convert();
    Ran ran =
        ram(
            "recognize",
            "--model",
            bundle,
            "--top",
            "5",
            "--language",
            "zh",
            sample("strawberry.png"));
    assertTrue(ran.out().contains("ram4j "), ran.out());
    assertTrue(ran.out().contains("猫头鹰 "), ran.out());
  }

  @Test
  void aBundleIsNotReplacedUnasked() throws IOException {
    convert();
    String before = Files.readString(bundle.resolve("bundle.properties"));
    Ran again = convert("--precision", "fp16");
    assertEquals(1, again.exit());
    assertEquals(
        "ram: "
            + bundle
            + ": expected a free name for the bundle, found a bundle (--replace replaces it)\n",
        again.err());
    assertEquals(before, Files.readString(bundle.resolve("bundle.properties")));
    assertEquals(List.of("tiny", "tiny.safetensors", "tiny.tsv"), names(folder));
  }

  @Test
  void aBundleIsReplacedWhenAsked() throws IOException {
    convert();
    Files.writeString(bundle.resolve("note.txt"), "of the older bundle");
    assertEquals(0, convert("--replace", "--precision", "fp16").exit());
    assertEquals(ModelPrecision.FP16, Bundle.read(bundle).manifest().precision());
    assertEquals(FILES, names(bundle));
    assertEquals(List.of("tiny", "tiny.safetensors", "tiny.tsv"), names(folder));
  }

  @Test
  void whatIsNoBundleIsNeverReplaced() throws IOException {
    Files.createDirectory(bundle);
    Files.writeString(bundle.resolve("thesis.txt"), "years of work");
    Ran ran = convert("--replace");
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("found something that is no bundle"), ran.err());
    assertEquals(List.of("thesis.txt"), names(bundle));
  }

  @Test
  void aFailedReplacementKeepsTheOlderBundle() throws IOException {
    convert();
    assertEquals(2, convert("--replace", "--tags", "unicorn").exit());
    assertDoesNotThrow(() -> Bundle.read(bundle).verifyDigests());
    assertEquals(List.of("tiny", "tiny.safetensors", "tiny.tsv"), names(folder));
  }

  @Test
  void aSelectionOfTagsKeepsItsOrderIdsAndScores() throws IOException {
    convert();
    Map<String, Double> all = scores(bundle);
    Path whole = bundle;
    bundle = folder.resolve("smaller");
    assertEquals(0, convert("--tags", "owl,猫,1").exit());
    List<Tag> kept = Bundle.read(bundle).vocabulary().tags();
    assertEquals(List.of(3, 0, 1), kept.stream().map(Tag::id).toList());
    Map<String, Double> some = scores(bundle);
    assertEquals(3, some.size());
    some.forEach((name, score) -> assertEquals(all.get(name), score, 1e-5, name));
    assertTrue(
        Files.size(bundle.resolve("tagging_head.onnx"))
            < Files.size(whole.resolve("tagging_head.onnx")));
  }

  @Test
  void anUnknownTagLeavesNothingBehind() throws IOException {
    Ran ran = convert("--tags", "cat,oowl");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("near ones: owl"), ran.err());
    assertNothingLeft();
  }

  @Test
  void fp16HalvesTheWeightsAndKeepsTheScores() throws IOException {
    convert();
    Map<String, Double> full = scores(bundle);
    long fullBytes = Files.size(bundle.resolve("tagging_head.onnx"));
    bundle = folder.resolve("half");
    assertEquals(0, convert("--precision", "fp16").exit());
    assertEquals(ModelPrecision.FP16, Bundle.read(bundle).manifest().precision());
    assertTrue(Files.size(bundle.resolve("tagging_head.onnx")) < fullBytes * 0.75);
    Map<String, Double> half = scores(bundle);
    assertEquals(full.keySet(), half.keySet());
    half.forEach((name, score) -> assertEquals(full.get(name), score, FP16_TOLERANCE, name));
  }

  @Test
  void eightBitsAreMeasuredOnImagesOfOnesOwn() throws IOException {
    Path images = sample("strawberry.png").getParent();
    Ran ran = convert("--precision", "int8", "--calibrate", images, "--tags-shared", "0.5");
    assertEquals(0, ran.exit(), ran.err());
    Map<String, String> accuracy = Bundle.read(bundle).manifest().accuracy();
    assertEquals("13", accuracy.get("pictures"));
    assertTrue(Double.parseDouble(accuracy.get("correlation")) > 0.9, accuracy.toString());
    assertTrue(ran.out().contains("tags-shared"), ran.out());
    Ran inspected = ram("inspect", bundle);
    assertTrue(inspected.out().contains("tags-shared"), inspected.out());
  }

  @Test
  void calibrationThatCannotBeIsExplained() throws IOException {
    Ran fp32 = convert("--calibrate", folder);
    assertTrue(fp32.exit() != 0 && fp32.err().contains("--calibrate"), fp32.err());
    Ran empty = convert("--precision", "int8", "--calibrate", folder);
    assertTrue(empty.err().contains("at least 2 images"), empty.err());
    Ran none = convert("--precision", "int8", "--calibrate", "a.png,b.png");
    assertTrue(none.exit() != 0 && none.err().contains("a.png"), none.err());
    assertNothingLeft();
  }

  @Test
  void anotherPrecisionIsRefused() throws IOException {
    Ran ran = convert("--precision", "int4");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("--precision"), ran.err());
    assertTrue(ran.err().contains("[FP32, FP16, INT8, INT8_VNNI]"), ran.err());
    assertNothingLeft();
  }

  @Test
  void whatIsNoCheckpointLeavesNothingBehind() throws IOException {
    Files.writeString(checkpoint, "<html>404 Not Found</html>");
    Ran ran = convert();
    assertEquals(1, ran.exit());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("ram: "), ran.err());
    assertTrue(ran.err().contains(checkpoint.toString()), ran.err());
    assertNothingLeft();
  }

  @Test
  void aCheckpointThatIsCutShortLeavesNothingBehind() throws IOException {
    byte[] whole = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(whole, whole.length - 1000));
    Ran ran = convert();
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains(checkpoint.toString()), ran.err());
    assertNothingLeft();
  }

  @Test
  void aCheckpointWithoutATensorLeavesNothingBehind() throws IOException {
    Map<String, long[]> parameters = ModelSizes.tiny("ram", 64, 2, 5).parameters();
    parameters.remove("tagging_head.encoder.layer.1.output.dense.weight");
    FormulaCheckpoint.write(checkpoint, parameters, 3);
    Ran ran = convert();
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("tagging_head.encoder.layer.1.output.dense.weight"), ran.err());
    assertNothingLeft();
  }

  @Test
  void aMissingCheckpointIsNamed() throws IOException {
    Files.delete(checkpoint);
    Ran ran = convert();
    assertEquals(1, ran.exit());
    assertTrue(ran.err().startsWith("ram: " + checkpoint + ": "), ran.err());
    assertEquals(List.of("tiny.tsv"), names(folder));
  }

  @Test
  void aListOfAnotherLengthIsRefusedWithBothCounts() throws IOException {
    Files.writeString(tags, "id\ten\n0\tcat\n");
    Ran ran = convert();
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("expected the checkpoint's 5 tags, found 1"), ran.err());
    assertNothingLeft();
  }

  @Test
  void aDamagedListIsNamedWithItsLine() throws IOException {
    Files.writeString(tags, "id\ten\n0\tcat\nx\tdog\n");
    Ran ran = convert();
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("tag list " + tags + ", line 3: expected an id"), ran.err());
    assertNothingLeft();
  }

  @Test
  void anImageSizeThatTheFileDoesNotSayIsAskedFor() throws IOException {
    Ran ran = ram("convert", checkpoint, "--out", bundle, "--tags-file", tags);
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("expected --image-size"), ran.err());
    assertNothingLeft();
  }

  @Test
  void aCheckpointToRecognizeWithIsConvertedOnceBesideIt() throws IOException {
    Object[] arguments = {
      "recognize",
      "--pretrained",
      checkpoint,
      "--tags-file",
      tags,
      "--image-size",
      TINY_SIZE,
      "--threshold",
      "0",
      "--json",
      sample("strawberry.png")
    };
    Ran first = ram(arguments);
    assertEquals(0, first.exit(), first.err());
    Path made = folder.resolve("tiny.bundle");
    assertTrue(
        first.err().startsWith("converting " + checkpoint + " to " + made + ", once"), first.err());
    assertEquals(5, first.json().get(0).get("tags").size());
    assertDoesNotThrow(() -> Bundle.read(made).verifyDigests());
    assertEquals(List.of("tiny.bundle", "tiny.safetensors", "tiny.tsv"), names(folder));
    Object key = Files.getLastModifiedTime(made.resolve("tagging_head.onnx"));

    Ran second = ram(arguments);
    assertEquals(0, second.exit(), second.err());
    assertEquals("", second.err());
    assertEquals(first.out(), second.out());
    assertEquals(key, Files.getLastModifiedTime(made.resolve("tagging_head.onnx")));
  }
}
