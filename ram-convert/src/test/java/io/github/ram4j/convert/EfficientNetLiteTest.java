package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.RamException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.bundle.GraphSpec;
import io.github.ram4j.bundle.ImageInterpolation;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small EfficientNet-Lite gives what PyTorch gives; golden.py beside the values made both. */
class EfficientNetLiteTest {
  private static final float TOLERANCE = 1e-4f;

  /** Of a small model, whose features are few. */
  private static final float HALF_TOLERANCE = 1e-2f;

  private static final String CLASSES =
      """
      index\tname\ttags
      0\tcat\tanimal
      1\tdog\tanimal;dog
      2\tnothing\t
      3\tant\tanimal
      4\tcup\tcup
      5\tnone\t
      6\twolf\tdog
      """;

  @TempDir Path folder;
  private Path checkpoint;
  private Path classes;

  @BeforeEach
  void files() throws IOException {
    checkpoint = GoldenFiles.file("efficientnet-lite/tiny.safetensors");
    classes = Files.writeString(folder.resolve("classes.tsv"), CLASSES);
  }

  private static TagVocabulary tags() throws IOException {
    return TagVocabulary.read(
        new StringReader("id\ten\tthreshold\n7\tanimal\t0.5\n90\tdog\t0.4\n31\tcup\t0.3\n"),
        "tags");
  }

  private ConvertOptions options() throws IOException {
    return ConvertOptions.defaults().withVocabulary(tags()).withClassTags(classes);
  }

  @ParameterizedTest
  @CsvSource({"32, any", "33, any", "50, any", "33, portable", "50, cuda"})
  void featuresAndLogitsAreThoseOfPyTorch(int size, String target) throws Exception {
    meets(size, options().withTarget(new BundleTarget(target)), TOLERANCE);
  }

  @Test
  void halfPrecisionIsNear() throws Exception {
    meets(50, options().withPrecision(Precision.FP16), HALF_TOLERANCE);
  }

  private Path meets(int size, ConvertOptions options, float tolerance) throws Exception {
    JsonNode golden = GoldenFiles.json("efficientnet-lite/tiny.json").get(String.valueOf(size));
    Path bundle = folder.resolve("bundle");
    Converter.convert(checkpoint, bundle, options.withImageSize(size));
    float[] pixels = new float[2 * 3 * size * size];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % size;
      int y = i / size % size;
      int channel = i / size / size % 3;
      pixels[i] = ((7 * x + 13 * y + 50 * channel) % 256 - 127) / 128f;
    }
    try (OrtRunner runner = new OrtRunner(bundle)) {
      float[] rows = GoldenFiles.floats(golden.get("rows"));
      assertArrayEquals(twice(rows), runner.rows(pixels, 2, size), tolerance);
      float[] logits = GoldenFiles.floats(golden.get("logits"));
      assertArrayEquals(twice(logits), runner.logits(pixels, 2, size), tolerance);
    }
    return bundle;
  }

  private static float[] twice(float[] values) {
    float[] both = new float[2 * values.length];
    System.arraycopy(values, 0, both, 0, values.length);
    System.arraycopy(values, 0, both, values.length, values.length);
    return both;
  }

  @Test
  void theBundleSaysHowToPrepareImages() throws Exception {
    Path folder = meets(32, options(), TOLERANCE);
    BundleManifest manifest = Bundle.read(folder).manifest();
    assertEquals("efficientnet-lite", manifest.family().id());
    assertEquals(Set.of(ModelTask.TAGGING), manifest.tasks());
    ImagePreparation image = manifest.image().orElseThrow();
    assertEquals(ImageInterpolation.BICUBIC, image.interpolation());
    assertEquals(List.of(127 / 255f, 127 / 255f, 127 / 255f), image.normalization().mean());
    assertEquals(List.of(128 / 255f, 128 / 255f, 128 / 255f), image.normalization().std());
    assertEquals(Map.of("blocks", "10", "classes", "7", "features", "20"), manifest.sizes());
    assertEquals(tags(), Bundle.read(folder).vocabulary());
  }

  @Test
  void everyOperatorIsStandardInAPortableGraph() throws Exception {
    Path bundle = meets(32, options().withTarget(BundleTarget.PORTABLE), TOLERANCE);
    for (GraphSpec graph : Bundle.read(bundle).manifest().graphs().values()) {
      OnnxOperators operators = OnnxOperators.read(bundle.resolve(graph.file()));
      assertTrue(operators.nodes().stream().allMatch(node -> node.startsWith(":")), graph.file());
      assertEquals(List.of(":17"), operators.sets(), graph.file());
    }
    List<String> nodes = OnnxOperators.read(bundle.resolve("image_encoder.onnx")).nodes();
    assertEquals(31, nodes.stream().filter(":Conv"::equals).count());
    assertEquals(0, nodes.stream().filter(":BatchNormalization"::equals).count());
  }

  @Test
  void aSubsetHasTheLogitsOfItsTags() throws Exception {
    Path bundle = folder.resolve("subset");
    Converter.convert(
        checkpoint,
        bundle,
        options().withImageSize(32).withSubset(all -> all.subset(List.of("cup", "animal"))));
    assertEquals(
        List.of("cup", "animal"),
        Bundle.read(bundle).vocabulary().tags().stream().map(tag -> tag.english()).toList());
    float[] all =
        GoldenFiles.floats(GoldenFiles.json("efficientnet-lite/tiny.json").get("32").get("logits"));
    float[] pixels = new float[3 * 32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = ((7 * (i % 32) + 13 * (i / 32 % 32) + 50 * (i / 1024)) % 256 - 127) / 128f;
    }
    try (OrtRunner runner = new OrtRunner(bundle)) {
      assertArrayEquals(new float[] {all[2], all[0]}, runner.logits(pixels, 1, 32), TOLERANCE);
    }
  }

  @Test
  void inspectionNeedsNoTags() throws IOException {
    CheckpointSummary summary =
        Converter.inspect(checkpoint, ConvertOptions.defaults().withImageSize(32));
    assertEquals("efficientnet-lite", summary.family().id());
    assertEquals(32, summary.imageSizePx());
  }

  @Test
  void whatIsMissingIsAskedFor() throws IOException {
    assertRefused(
        "classifier: expected the list of its tags to be given (--tags-file)",
        ConvertOptions.defaults().withImageSize(32).withClassTags(classes));
    assertRefused(
        "classifier: expected the tags of its classes to be given (--class-tags)",
        ConvertOptions.defaults().withImageSize(32).withVocabulary(tags()));
    assertRefused(
        "image size: expected one to be given (--image-size), as for any but EfficientNet-Lite2,"
            + " found stages of widths [4, 6, 8, 10, 12, 14, 16]",
        options());
    assertRefused(
        "precision: expected fp32 or fp16, since convolutions are not computed in int8",
        options().withImageSize(32).withPrecision(Precision.INT8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          index~ | number~ | line 1: expected columns index and tags, found columns [number, name, tags]
          3~ant  | 4~ant   | line 5: expected index 3, found "4"
          4~cup~ | 4~      | line 6: expected 3 columns, found 2
          animal;dog | animal;wolf | line 3: expected names of one tag of tag list tags, found "wolf", which is the name of 0
          animal;dog | dog;dog | line 3: expected each tag of a class once, found "dog" twice
          4~cup~cup | 4~cup~ | expected a class for each tag of tag list tags, found none for "cup"
          6~wolf~dog^ | '' | expected the checkpoint's 7 classes, found 6
          """)
  void aWrongFileOfClassesIsNamed(String is, String instead, String message) throws IOException {
    String text = CLASSES.replace(tabs(is), tabs(instead));
    assertFalse(text.equals(CLASSES), "something is wrong");
    Files.writeString(classes, text);
    FileFormatException e =
        assertThrows(
            FileFormatException.class,
            () -> Converter.convert(checkpoint, folder.resolve("no"), options().withImageSize(32)));
    assertTrue(e.getMessage().contains(classes.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static String tabs(String text) {
    return text.replace("~", "\t").replace("^", "\n");
  }

  @Test
  void otherNetworksAreRefused() throws IOException {
    Map<String, long[]> parameters = new LinkedHashMap<>();
    parameters.put("_conv_stem.weight", new long[] {4, 3, 3, 3});
    parameters.put("_blocks.0._depthwise_conv.weight", new long[] {4, 1, 3, 3});
    parameters.put("_blocks.0._project_conv.weight", new long[] {4, 4, 1, 1});
    checkpoint = FormulaCheckpoint.write(folder.resolve("one.safetensors"), parameters, 3);
    assertRefused("expected an EfficientNet-Lite of 7 stages of blocks", options());
    parameters.put("_blocks.0._se_reduce.weight", new long[] {1, 4, 1, 1});
    checkpoint = FormulaCheckpoint.write(folder.resolve("se.safetensors"), parameters, 3);
    assertRefused("no squeeze-and-excitation, found a tensor _blocks.0._se_reduce", options());
  }

  @Test
  void modelsWithTagsTakeNoTagsOfClasses() throws IOException {
    checkpoint = TinyText.checkpoint(folder);
    assertRefused(
        "tags of classes (--class-tags): expected with a checkpoint of efficientnet-lite, found",
        TinyText.options().withClassTags(classes));
  }

  private void assertRefused(String message, ConvertOptions options) {
    RamException e =
        assertThrows(
            ModelException.class,
            () -> Converter.convert(checkpoint, folder.resolve("refused"), options));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(Optional.empty(), Optional.of(folder.resolve("refused")).filter(Files::exists));
  }
}
