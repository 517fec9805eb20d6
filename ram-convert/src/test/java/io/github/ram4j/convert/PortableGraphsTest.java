package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.bundle.GraphSpec;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs for execution providers that have standard operators alone. */
class PortableGraphsTest {
  /** As of graphs with fused operators: see {@link GoldenModelsTest}. */
  private static final float TOLERANCE = 1e-3f;

  private static final ConvertOptions PORTABLE =
      ConvertOptions.defaults().withTarget(BundleTarget.PORTABLE);

  private static final long SEED = 11;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ram-384", "ram_plus-224", "tag2text-224"})
  void theyMeetTheGoldenLogits(String name) throws Exception {
    JsonNode golden = GoldenFiles.tiny(name);
    ModelSizes sizes = ModelSizes.ofConfig(golden.get("config"));
    Path file = FormulaCheckpoint.write(folder.resolve("made.safetensors"), sizes, SEED);
    int size = sizes.imageSize();
    Path bundle = folder.resolve("bundle");
    Converter.convert(
        file,
        bundle,
        PORTABLE.withImageSize(size).withWindow(sizes.window()).withVocabulary(vocabulary(name)));
    assertStandardOperators(bundle);
    try (OrtRunner runner = new OrtRunner(bundle)) {
      for (Map.Entry<String, JsonNode> image : golden.get("images").properties()) {
        Path pixels = GoldenFiles.file("images/expected/%s.%d.png".formatted(image.getKey(), size));
        assertArrayEquals(
            GoldenFiles.floats(image.getValue().get("logits")),
            runner.logits(OrtRunner.pixels(pixels), 1, size),
            TOLERANCE,
            image.getKey());
      }
    }
  }

  private static TagVocabulary vocabulary(String name) throws IOException {
    return name.startsWith("tag2text")
        ? TagVocabulary.tag2text()
        : TagVocabulary.read(GoldenFiles.file("tiny/" + name + "/tags.tsv"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "FP16"})
  void everyNodeIsAStandardOperator(Precision precision) throws IOException {
    Path checkpoint = TinyText.checkpoint(folder);
    Path bundle = folder.resolve("bundle");
    ConvertOptions options =
        TinyText.options().withWords(TinyText.words(folder)).withPrecision(precision);
    Converter.convert(checkpoint, bundle, options.withTarget(BundleTarget.PORTABLE));
    assertEquals(4, Bundle.read(bundle).manifest().graphs().size());
    assertStandardOperators(bundle);

    // The check finds the others where they are.
    Path fused = folder.resolve("fused");
    Converter.convert(checkpoint, fused, options);
    OnnxOperators operators = OnnxOperators.read(fused.resolve("caption_decoder.onnx"));
    assertTrue(operators.nodes().contains("com.microsoft:MultiHeadAttention"), operators::toString);
    assertEquals(List.of(":23", "com.microsoft:1"), operators.sets());
  }

  private static void assertStandardOperators(Path folder) throws IOException {
    Bundle bundle = Bundle.read(folder);
    assertEquals(BundleTarget.PORTABLE, bundle.manifest().target());
    for (GraphSpec graph : bundle.manifest().graphs().values()) {
      OnnxOperators operators = OnnxOperators.read(folder.resolve(graph.file()));
      Set<String> others = new TreeSet<>(operators.nodes());
      others.removeIf(operator -> operator.startsWith(":"));
      assertEquals(Set.of(), others, graph.file());
      assertEquals(List.of(":17"), operators.sets(), graph.file());
      assertTrue(operators.nodes().size() > 20, graph.file());
      assertTrue(
          Stream.of(":Scan", ":Attention", ":Gelu").noneMatch(operators.nodes()::contains),
          graph.file());
    }
  }

  @Test
  void targetsAndPrecisionsThatDoNotGoTogetherAreRefused() throws IOException {
    Path checkpoint = TinyText.checkpoint(folder);
    assertEquals(
        "target portable: expected precision fp32 or fp16, found int8",
        refusal(checkpoint, PORTABLE.withPrecision(Precision.INT8)));
    assertEquals(
        "target vnni: expected precision int8_vnni, found fp32",
        refusal(checkpoint, ConvertOptions.defaults().withTarget(BundleTarget.VNNI)));
    assertEquals(
        "target: expected one of [any, vnni, cuda, portable], found npu",
        refusal(checkpoint, ConvertOptions.defaults().withTarget(new BundleTarget("npu"))));
  }

  private String refusal(Path checkpoint, ConvertOptions options) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> Converter.convert(checkpoint, folder.resolve("refused"), options))
        .getMessage();
  }
}
