package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small models made by formula, converted in every way; nothing here needs golden files. */
class ConverterTest {
  private static final int SIZE = 64;
  private static final int WINDOW = 4;
  private static final int TAGS = 40;

  /** The same products, summed in another order. */
  private static final float ROUNDING = 1e-4f;

  private static final TagVocabulary VOCABULARY =
      TagVocabulary.ram()
          .subset(
              TagVocabulary.ram().tags().stream().limit(TAGS).map(tag -> tag.english()).toList());
  private static final ConvertOptions OPTIONS =
      ConvertOptions.defaults().withImageSize(SIZE).withVocabulary(VOCABULARY);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void aSubsetHasTheScoresOfTheWholeList(String family) throws Exception {
    Path checkpoint = checkpoint(family);
    Path whole = convert(checkpoint, "whole", OPTIONS);
    List<String> names =
        List.of(
            VOCABULARY.tag(31).english(),
            VOCABULARY.tag(2).english(),
            VOCABULARY.tag(17).english());
    Path part = convert(checkpoint, "part", OPTIONS.withSubset(all -> all.subset(names)));
    Bundle bundle = Bundle.read(part);
    assertEquals(3, bundle.vocabulary().size());
    float[] pixels = noise(1);
    float[] all = logits(whole, pixels, 1);
    assertArrayEquals(new float[] {all[31], all[2], all[17]}, logits(part, pixels, 1), ROUNDING);
  }

  /** Ids of another list mean other tags: names decide, in the rows and in the bundle's list. */
  @Test
  void aSubsetOfAListThatNumbersDifferentlyHasTheRowsOfItsNames() throws Exception {
    Path checkpoint = checkpoint("ram");
    Path whole = convert(checkpoint, "whole", OPTIONS);
    // Id 0 is the name of row 31, and so on.
    TagVocabulary other =
        TagVocabulary.of(
            List.of(
                new Tag(0, VOCABULARY.tag(31).english(), List.of(), true),
                new Tag(1, VOCABULARY.tag(2).english(), List.of("另"), true)),
            new float[] {0.25f, 0.75f});
    Bundle bundle =
        Bundle.read(convert(checkpoint, "part", OPTIONS.withSubset(published -> other)));
    assertEquals(List.of(VOCABULARY.tag(31), VOCABULARY.tag(2)), bundle.vocabulary().tags());
    assertEquals(0.25f, bundle.vocabulary().threshold(0));
    float[] pixels = noise(1);
    float[] all = logits(whole, pixels, 1);
    assertArrayEquals(
        new float[] {all[31], all[2]}, logits(folder.resolve("part"), pixels, 1), ROUNDING);
  }

  @Test
  void aSubsetOfTagsThatTheCheckpointLacksIsRefused() throws Exception {
    Path checkpoint = checkpoint("ram");
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < TAGS; i++) {
      tags.add(new Tag(i, "own " + i, List.of(), true));
    }
    TagVocabulary own = TagVocabulary.of(tags, new float[TAGS]).withName("my list");
    ConvertOptions options =
        OPTIONS
            .withVocabulary(own)
            .withSubset(all -> TagVocabulary.ram().subset(List.of("abacus", "abalone")));
    assertEquals(
        "tag \"abacus\" of 2 tags of RAM's published list: expected it in my list, found none of"
            + " that name",
        assertThrows(IllegalArgumentException.class, () -> convert(checkpoint, "x", options))
            .getMessage());
    ConvertOptions twice =
        OPTIONS.withSubset(
            all ->
                TagVocabulary.of(
                    List.of(
                        new Tag(0, all.tag(3).english(), List.of(), true),
                        new Tag(1, all.tag(3).english(), List.of(), true)),
                    new float[2]));
    String message =
        assertThrows(IllegalArgumentException.class, () -> convert(checkpoint, "x", twice))
            .getMessage();
    assertTrue(message.endsWith(" twice"), message);
    assertTrue(Files.notExists(folder.resolve("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void tagsOfSeveralBlocksHaveTheScoresThatTheyHaveAlone(String family) throws Exception {
    // Blocks of 595; of RAM++, six pieces of 100, with tags of zeros behind the last.
    int tags = 1_190;
    TagVocabulary all = TagVocabulary.ram().subset(names(TagVocabulary.ram(), 0, tags));
    Path checkpoint =
        FormulaCheckpoint.write(
            folder.resolve(family + "-blocks.safetensors"),
            ModelSizes.tiny(family, SIZE, WINDOW, tags),
            5);
    ConvertOptions options = OPTIONS.withVocabulary(all);
    Path whole = convert(checkpoint, "blocks", options);
    float[] pixels = noise(2);
    float[] found = logits(whole, pixels, 2);
    Path atOnce = convert(checkpoint, "at-once", options.withTarget(BundleTarget.CUDA));
    assertArrayEquals(found, logits(atOnce, pixels, 2), ROUNDING);
    String head = "tagging_head.onnx";
    assertNotEquals(-1, Files.mismatch(whole.resolve(head), atOnce.resolve(head)));
    for (int from : new int[] {0, 560, 1_089}) {
      List<String> names = names(all, from, from + 101);
      Path part = convert(checkpoint, "from" + from, options.withSubset(of -> of.subset(names)));
      float[] expected = logits(part, pixels, 2);
      for (int image = 0; image < 2; image++) {
        float[] row = Arrays.copyOfRange(found, image * tags + from, image * tags + from + 101);
        float[] alone = Arrays.copyOfRange(expected, image * 101, (image + 1) * 101);
        assertArrayEquals(alone, row, ROUNDING, "from " + from);
      }
    }
  }

  private static List<String> names(TagVocabulary vocabulary, int from, int to) {
    return vocabulary.tags().subList(from, to).stream().map(tag -> tag.english()).toList();
  }

  @Test
  void aBatchOfLargeImagesHasTheScoresOfItsImages() throws Exception {
    // 384 pixels with windows of 12: attention and feed-forward go through the maps in parts.
    Path checkpoint =
        FormulaCheckpoint.write(
            folder.resolve("large.safetensors"), ModelSizes.tiny("ram", 384, 12, TAGS), 5);
    Path bundle = convert(checkpoint, "large", OPTIONS.withImageSize(384));
    batchHasTheScoresOfItsImages(bundle, 384, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void aBatchHasTheScoresOfItsImages(String family) throws Exception {
    batchHasTheScoresOfItsImages(convert(checkpoint(family), "b", OPTIONS), SIZE, 3);
  }

  private static void batchHasTheScoresOfItsImages(Path bundle, int size, int images)
      throws Exception {
    float[] pixels = noise(images, size);
    int ofImage = pixels.length / images;
    try (OrtRunner runner = new OrtRunner(bundle)) {
      float[] together = runner.logits(pixels, images, size);
      for (int i = 0; i < images; i++) {
        float[] one = Arrays.copyOfRange(pixels, i * ofImage, (i + 1) * ofImage);
        float[] found = Arrays.copyOfRange(together, i * TAGS, (i + 1) * TAGS);
        assertArrayEquals(runner.logits(one, 1, size), found, ROUNDING, "image " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void halfPrecisionHalvesTheBundleAndHardlyMovesScores(String family) throws Exception {
    Path checkpoint = checkpoint(family);
    Path full = convert(checkpoint, "full", OPTIONS);
    Path half = convert(checkpoint, "half", OPTIONS.withPrecision(Precision.FP16));
    assertEquals(ModelPrecision.FP16, Bundle.read(half).manifest().precision());
    long fullBytes = Files.size(full.resolve("image_encoder.onnx"));
    long halfBytes = Files.size(half.resolve("image_encoder.onnx"));
    assertTrue(halfBytes < fullBytes * 0.65, fullBytes + " and " + halfBytes);
    float[] pixels = noise(1);
    assertArrayEquals(logits(full, pixels, 1), logits(half, pixels, 1), 0.05f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void eightBitsQuarterTheMatricesAndMoveScoresLittle(String family) throws Exception {
    Path checkpoint = checkpoint(family);
    Path full = convert(checkpoint, "full", OPTIONS);
    Path int8 = convert(checkpoint, "int8", OPTIONS.withPrecision(Precision.INT8));
    assertEquals(ModelPrecision.INT8, Bundle.read(int8).manifest().precision());
    long fullBytes = Files.size(full.resolve("image_encoder.onnx"));
    long int8Bytes = Files.size(int8.resolve("image_encoder.onnx"));
    assertTrue(int8Bytes < fullBytes * 0.65, fullBytes + " and " + int8Bytes);
    float[] pixels = noise(1);
    float[] expected = logits(full, pixels, 1);
    float[] found = logits(int8, pixels, 1);
    assertTrue(!Arrays.equals(expected, found), "nothing was quantized");
    double correlation = correlation(expected, found);
    assertTrue(correlation > 0.98, () -> "correlation " + correlation);
  }

  @Test
  void theManifestSaysHowLargeIntegerWeightsAre() throws Exception {
    Path checkpoint = checkpoint("ram");
    for (Precision precision : Precision.values()) {
      Path bundle = convert(checkpoint, precision.id(), OPTIONS.withPrecision(precision));
      BundleManifest manifest = Bundle.read(bundle).manifest();
      assertEquals(precision.isInt8() ? "int8" : precision.id(), manifest.precision().id());
      assertEquals(
          precision == Precision.INT8_VNNI ? BundleTarget.VNNI : BundleTarget.ANY,
          manifest.target());
      assertEquals(precision.largestInt8Weight(), manifest.largestInt8Weight());
    }
  }

  @Test
  void descriptionsAreOf8BitsInPiecesToo() throws Exception {
    int tags = 1_190;
    ConvertOptions options =
        OPTIONS.withVocabulary(TagVocabulary.ram().subset(names(TagVocabulary.ram(), 0, tags)));
    Path checkpoint =
        FormulaCheckpoint.write(
            folder.resolve("plus.safetensors"), ModelSizes.tiny("ram_plus", SIZE, WINDOW, tags), 5);
    Path full = convert(checkpoint, "full", options);
    Path int8 = convert(checkpoint, "int8", options.withPrecision(Precision.INT8));
    long fullBytes = bytes(full);
    long int8Bytes = bytes(int8);
    assertTrue(int8Bytes < fullBytes * 0.27, fullBytes + " and " + int8Bytes);
    float[] pixels = noise(2);
    float[] expected = logits(full, pixels, 2);
    float[] found = logits(int8, pixels, 2);
    for (int image = 0; image < 2; image++) {
      int from = image * tags;
      double correlation =
          correlation(
              Arrays.copyOfRange(expected, from, from + tags),
              Arrays.copyOfRange(found, from, from + tags));
      assertTrue(correlation > 0.98, () -> "correlation " + correlation);
    }
    Path atOnce =
        convert(
            checkpoint,
            "at-once",
            options.withPrecision(Precision.INT8).withTarget(BundleTarget.CUDA));
    assertTrue(correlation(found, logits(atOnce, pixels, 2)) > 0.99);
  }

  private static long bytes(Path bundle) throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bundle)) {
      for (Path file : files) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  private static double correlation(float[] a, float[] b) {
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < a.length; i++) {
      meanA += a[i] / (double) a.length;
      meanB += b[i] / (double) b.length;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void anotherWindowResamplesTables() throws Exception {
    Path checkpoint =
        FormulaCheckpoint.write(
            folder.resolve("w.safetensors"), ModelSizes.tiny("ram", 96, 6, TAGS), 3);
    ConvertReport report =
        Converter.convert(
            checkpoint, folder.resolve("w"), OPTIONS.withImageSize(SIZE).withWindow(WINDOW));
    assertEquals("4", report.manifest().sizes().get("window"));
    assertTrue(report.assumed().stream().anyMatch(note -> note.contains("resampled")));
    assertEquals(TAGS, logits(folder.resolve("w"), noise(1), 1).length);
  }

  @Test
  void theReportSaysWhatWasReadIgnoredAndAssumed() throws Exception {
    Map<String, long[]> parameters = ModelSizes.tiny("ram", SIZE, WINDOW, TAGS).parameters();
    parameters.put("tag_encoder.encoder.layer.0.output.dense.weight", new long[] {3, 3});
    Path checkpoint = FormulaCheckpoint.write(folder.resolve("more.safetensors"), parameters, 3);
    List<String> steps = new ArrayList<>();
    ConvertReport report =
        Converter.convert(
            checkpoint,
            folder.resolve("more"),
            OPTIONS.withProgress((step, done, total) -> steps.add(step)));
    assertEquals(parameters.size() - 1, report.tensorsRead());
    assertEquals(List.of("tag_encoder (1 tensors)"), report.ignored());
    assertEquals(
        List.of(
            "The tagging head has 4 attention heads, as published.",
            "The tags are those of the list given, 40 as the checkpoint has; it has no names."),
        report.assumed());
    assertTrue(steps.contains("writing weights") && steps.contains("checkpoint's digest"));
    assertEquals(ModelFamily.RAM, report.manifest().family());
    assertEquals(64, report.manifest().source().get("sha256").length());
    Bundle.read(folder.resolve("more")).verifyDigests();
  }

  @Test
  void aTakenNameIsRefusedUnlessItIsABundleToBeReplaced() throws Exception {
    Path checkpoint = checkpoint("ram");
    convert(checkpoint, "taken", OPTIONS);
    assertThrows(FileAlreadyExistsException.class, () -> convert(checkpoint, "taken", OPTIONS));
    convert(checkpoint, "taken", OPTIONS.withReplace(true));
    Path other = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(other.resolve("precious.txt"), "x");
    assertThrows(
        FileAlreadyExistsException.class,
        () -> convert(checkpoint, "mine", OPTIONS.withReplace(true)));
    assertEquals("x", Files.readString(other.resolve("precious.txt")));
    assertEquals(List.of("mine", "ram.safetensors", "taken"), files());
  }

  @Test
  void whatDoesNotFitIsRefusedAndLeavesNothing() throws Exception {
    Path ram = checkpoint("ram");
    refused(ram, ConvertOptions.defaults().withImageSize(SIZE), "--tags-file");
    refused(ram, OPTIONS.withVocabulary(TagVocabulary.ram()), "expected the checkpoint's 40 tags");
    refused(ram, ConvertOptions.defaults().withVocabulary(VOCABULARY), "--image-size");
    refused(ram, OPTIONS.withImageSize(72), "image size");
    refused(ram, OPTIONS.withHeadHeads(5), "--head-heads");
    IllegalArgumentException unknown =
        assertThrows(
            IllegalArgumentException.class,
            () -> convert(ram, "x", OPTIONS.withSubset(all -> all.subset(List.of("3D glases")))));
    assertTrue(unknown.getMessage().contains("3d glasses"), unknown.getMessage());
    assertEquals(List.of("ram.safetensors"), files());
  }

  @Test
  void checkpointsOfOtherModelsAreRefused() throws Exception {
    Map<String, long[]> parameters = ModelSizes.tiny("ram", SIZE, WINDOW, TAGS).parameters();
    parameters.remove("visual_encoder.layers.1.blocks.0.mlp.fc1.weight");
    Path lacking = FormulaCheckpoint.write(folder.resolve("l.safetensors"), parameters, 3);
    refused(lacking, OPTIONS, "visual_encoder.layers.1.blocks.0.mlp.fc1.weight");
    Path resnet =
        FormulaCheckpoint.write(
            folder.resolve("r.safetensors"), Map.of("conv1.weight", new long[] {2, 2}), 3);
    refused(resnet, OPTIONS, "unknown family");
    assertEquals(List.of("l.safetensors", "r.safetensors"), files());
  }

  private void refused(Path checkpoint, ConvertOptions options, String phrase) {
    ModelException thrown =
        assertThrows(ModelException.class, () -> convert(checkpoint, "refused", options));
    assertTrue(thrown.getMessage().contains(phrase), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(checkpoint.toString()), thrown.getMessage());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path checkpoint(String family) throws IOException {
    return FormulaCheckpoint.write(
        folder.resolve(family + ".safetensors"), ModelSizes.tiny(family, SIZE, WINDOW, TAGS), 3);
  }

  private Path convert(Path checkpoint, String name, ConvertOptions options) throws IOException {
    Path bundle = folder.resolve(name);
    Converter.convert(checkpoint, bundle, options);
    return bundle;
  }

  private static float[] noise(int images) {
    return noise(images, SIZE);
  }

  private static float[] noise(int images, int size) {
    Random random = new Random(9);
    float[] pixels = new float[images * 3 * size * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return pixels;
  }

  private static float[] logits(Path bundle, float[] pixels, int images) throws Exception {
    try (OrtRunner runner = new OrtRunner(bundle)) {
      return runner.logits(pixels, images, SIZE);
    }
  }
}
