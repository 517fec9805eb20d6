package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.bundle.BundleTensor;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The label embeddings that are read back from a bundle are the checkpoint's. */
class LabelEmbeddingsTest {
  private static final int SIZE = 64;
  private static final int WINDOW = 2;
  private static final int TEXTS = 51;
  private static final int WIDTH = 512;

  /** Blocks of 595, in six pieces of 100: tags of zeros stand behind the last. */
  private static final int OF_BLOCKS = 1_190;

  /** What rounding to half precision changes at most, of a number's own size. */
  private static final double HALF = 0x1p-11;

  private static final ConvertOptions OPTIONS =
      ConvertOptions.defaults().withImageSize(SIZE).withWindow(WINDOW);

  @TempDir static Path checkpoints;
  @TempDir Path folder;

  private static Path checkpoint(String family, int tags) throws IOException {
    Path file = checkpoints.resolve(family + tags + ".safetensors");
    return Files.exists(file)
        ? file
        : FormulaCheckpoint.write(file, ModelSizes.tiny(family, SIZE, WINDOW, tags), 5);
  }

  private static TagVocabulary tags(int count) {
    TagVocabulary all = TagVocabulary.ram();
    return all.subset(all.tags().subList(0, count).stream().map(tag -> tag.english()).toList());
  }

  private BundleTensor convert(Path checkpoint, ConvertOptions options) throws IOException {
    Path bundle = folder.resolve("bundle");
    Converter.convert(checkpoint, bundle, options);
    return Bundle.read(bundle).tensor(TaggingGraphs.LABEL_EMBEDDINGS).orElseThrow();
  }

  private static float[] ofCheckpoint(Path file) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return checkpoint.tensors().get("label_embed").readAllFloats();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "FP16", "INT8"})
  void thoseOfRamAreAFileOfTheirOwn(Precision precision) throws IOException {
    Path checkpoint = checkpoint("ram", 40);
    TagVocabulary all = tags(40);
    List<String> chosen = List.of(all.tags().get(31).english(), all.tags().get(2).english());
    BundleTensor found =
        convert(
            checkpoint,
            OPTIONS
                .withVocabulary(all)
                .withSubset(of -> of.subset(chosen))
                .withPrecision(precision));
    assertEquals("label_embeddings.bin 0 float32 [2, 512]", found.place().toString());
    assertEquals(
        2 * WIDTH * Float.BYTES, Files.size(folder.resolve("bundle/label_embeddings.bin")));
    float[] expected = ofCheckpoint(checkpoint);
    TagVocabulary kept = Bundle.read(folder.resolve("bundle")).vocabulary();
    for (int tag = 0; tag < 2; tag++) {
      int row = all.tags().indexOf(kept.tags().get(tag));
      assertArrayEquals(
          Arrays.copyOfRange(expected, row * WIDTH, (row + 1) * WIDTH), found.rows(tag));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FP32, any, 12, tagging_head.onnx, float32",
    "FP32, any, 1190, tagging_head.onnx.data, float32",
    "FP16, any, 12, tagging_head.onnx, float16",
    "FP16, portable, 1190, tagging_head.onnx, float16",
    "INT8, any, 12, tagging_head.onnx, uint8",
    "INT8, any, 1190, tagging_head.onnx, uint8",
  })
  void thoseOfRamPlusAreInTheTaggingHead(
      Precision precision, String target, int tags, String file, String dtype) throws IOException {
    Path checkpoint = checkpoint("ram_plus", tags);
    BundleTensor found =
        convert(
            checkpoint,
            OPTIONS
                .withVocabulary(tags(tags))
                .withPrecision(precision)
                .withTarget(new BundleTarget(target)));
    assertEquals(file, found.place().file());
    assertEquals("%s [%d, 51, 512]".formatted(dtype, tags), found.place().spec().toString());
    if (tags == OF_BLOCKS && precision == Precision.FP32) {
      long bytes = Files.size(folder.resolve("bundle").resolve(file));
      assertTrue(bytes > found.place().bytes() + 10L * TEXTS * WIDTH * Float.BYTES, "no padding");
    }
    float[] all = ofCheckpoint(checkpoint);
    int[] chosen =
        IntStream.of(1_189, 0, 595, 99, 594, 11, 100, 695, 694, 593, 1_188)
            .filter(tag -> tag < tags)
            .toArray();
    float[] rows = found.rows(chosen);
    int ofTag = TEXTS * WIDTH;
    assertEquals(chosen.length * ofTag, rows.length);
    for (int i = 0; i < chosen.length; i++) {
      float[] expected = Arrays.copyOfRange(all, chosen[i] * ofTag, (chosen[i] + 1) * ofTag);
      requireNear(expected, Arrays.copyOfRange(rows, i * ofTag, (i + 1) * ofTag), precision);
    }
  }

  private static void requireNear(float[] expected, float[] found, Precision precision) {
    for (int from = 0; from < expected.length; from += WIDTH) {
      float largest = 0;
      for (int i = from; i < from + WIDTH; i++) {
        largest = Math.max(largest, Math.abs(expected[i]));
      }
      double step = largest / 127;
      for (int i = from; i < from + WIDTH; i++) {
        double most =
            switch (precision) {
              case FP32 -> 0;
              case FP16 -> Math.max(Math.abs(expected[i]) * HALF, 0x1p-25);
              default -> step / 2 * 1.0001;
            };
        double difference = Math.abs((double) expected[i] - found[i]);
        assertTrue(difference <= most, expected[i] + " and " + found[i]);
      }
    }
  }

  @Test
  void productsInFloatOfAnInt8BundleAreReadAsFloats() throws IOException {
    Path checkpoint = checkpoint("ram_plus", 12);
    BundleTensor found =
        convert(
            checkpoint,
            OPTIONS
                .withVocabulary(tags(12))
                .withPrecision(Precision.INT8)
                .withFloatProducts(Set.of("reweight.mixed")));
    assertEquals("float32 [12, 51, 512]", found.place().spec().toString());
    assertArrayEquals(ofCheckpoint(checkpoint), found.rows(IntStream.range(0, 12).toArray()));
  }

  @Test
  void tag2TextHasNone() throws IOException {
    Path bundle = folder.resolve("bundle");
    Converter.convert(checkpoint("tag2text", 40), bundle, OPTIONS.withVocabulary(tags(40)));
    assertEquals(Optional.empty(), Bundle.read(bundle).tensor(TaggingGraphs.LABEL_EMBEDDINGS));
  }
}
