package io.github.ram4j.onnx.locate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.onnx.GoldenRuntime;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.GoldenFiles;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grounding DINO meets the authors' answers, and what lies between. */
class GoldenLocatingTest {
  private static final String TINY = "locate/grounding-dino-tiny.json.gz";

  @TempDir Path folder;

  @Test
  void smallModel() throws Exception {
    JsonNode golden = GoldenFiles.json(TINY);
    meetsTiny(golden, FormulaGrounding.write(folder.resolve("model.safetensors"), golden));
  }

  @Test
  void smallModelWithTheNamesOfHuggingFace() throws Exception {
    JsonNode golden = GoldenFiles.json(TINY);
    Path file = folder.resolve("model.safetensors");
    meetsTiny(golden, FormulaGrounding.writeHuggingFace(file, golden));
  }

  /** Logits have a scale, the root of the width, and a bias. */
  @Test
  void smallModelWithScaledLogits() throws Exception {
    JsonNode golden = GoldenFiles.json(TINY);
    JsonNode sizes = golden.get("config");
    Path file = FormulaGrounding.writeMmGrounding(folder.resolve("model.safetensors"), golden);
    double scale = 1 / Math.sqrt(sizes.get("d").asDouble());
    float bias = FormulaGrounding.logitBias(golden, sizes.get("decoder_layers").asInt() - 1);
    String name = "sliver.png";
    try (GroundingModel model = converted(file)) {
      new GoldenImage(model, name, GoldenImage.INNER)
          .withLogits(scale, bias)
          .meets(golden.get("pictures").get(name), golden.get("prompts"));
    }
  }

  /** "model", "module.", one storage for all box heads, tensors without use, float16. */
  @Test
  void smallModelAsPublished() throws Exception {
    meetsTiny(
        GoldenFiles.json(TINY),
        GoldenFiles.requireOutside("locate/grounding_dino/checkpoint.pth", "3.9 MB"));
  }

  /** Takes 1.4 GB of disk for a while, and a minute: asked for by -Dram.full=true. */
  @Test
  void publishedSize() throws Exception {
    Assumptions.assumeTrue(
        Boolean.getBoolean("ram.full"), "published sizes take minutes: -Dram.full=true");
    JsonNode golden = GoldenFiles.json("locate/grounding-dino-published.json.gz");
    Path file = FormulaGrounding.write(folder.resolve("model.safetensors"), golden);
    try (GroundingModel model = converted(file)) {
      JsonNode prompts = golden.get("cases");
      for (Map.Entry<String, JsonNode> prompt : prompts.properties()) {
        textsMeet(model, prompt.getKey(), prompt.getValue().get("text"), 1e-2f);
      }
      GoldenImage image = new GoldenImage(model, golden.get("picture").asText(), 1e-2f);
      image.meetsPublished(golden);
    }
  }

  /** All widths and depths of Swin-B, a short side of 320: as {@link #publishedSize}, 1.6 GB. */
  @Test
  void publishedSwinB() throws Exception {
    Assumptions.assumeTrue(
        Boolean.getBoolean("ram.full"), "published sizes take minutes: -Dram.full=true");
    JsonNode golden = GoldenFiles.json("locate/grounding-dino-swin-b.json.gz");
    Path file = FormulaGrounding.write(folder.resolve("model.safetensors"), golden);
    try (GroundingModel model = converted(file)) {
      image(model, golden).meetsPublished(golden);
    }
  }

  /** The published layout of an MM-Grounding-DINO or LLMDet, with Swin-B's sizes. */
  @Test
  void publishedSwinBWithScaledLogits() throws Exception {
    Assumptions.assumeTrue(
        Boolean.getBoolean("ram.full"), "published sizes take minutes: -Dram.full=true");
    JsonNode golden = GoldenFiles.json("locate/grounding-dino-swin-b.json.gz");
    Path file = FormulaGrounding.writeMmGrounding(folder.resolve("model.safetensors"), golden);
    double scale = 1 / Math.sqrt(golden.get("config").get("d").asDouble());
    int last = golden.get("config").get("decoder_layers").asInt() - 1;
    try (GroundingModel model = converted(file)) {
      image(model, golden)
          .withLogits(scale, FormulaGrounding.logitBias(golden, last))
          .meetsPublished(golden);
    }
  }

  private static GoldenImage image(GroundingModel model, JsonNode golden) {
    return new GoldenImage(model, golden.get("picture").asText(), 1e-2f)
        .withShortSide(golden.get("short").asInt(), golden.get("longest").asInt());
  }

  /** Graphs for CUDA are those without blocks; weights of half precision are the file's own. */
  @ParameterizedTest
  @CsvSource({"cuda, FP32", "any, FP16"})
  void smallModelForOtherTargets(String target, Precision precision) throws Exception {
    JsonNode golden = GoldenFiles.json(TINY);
    Path file = FormulaGrounding.write(folder.resolve("model.safetensors"), golden);
    Path bundle = folder.resolve("bundle");
    ConvertOptions options =
        ConvertOptions.defaults().withTarget(new BundleTarget(target)).withPrecision(precision);
    Converter.convert(file, bundle, options);
    String name = "sliver.png";
    try (GroundingModel model = GroundingModel.open(Bundle.read(bundle), GoldenRuntime.options())) {
      new GoldenImage(model, name, GoldenImage.INNER)
          .meets(golden.get("pictures").get(name), golden.get("prompts"));
    }
  }

  @Test
  void graphsOfStandardOperatorsAreRefused() throws Exception {
    JsonNode golden = GoldenFiles.json(TINY);
    Path file = FormulaGrounding.write(folder.resolve("model.safetensors"), golden);
    ConvertOptions portable = ConvertOptions.defaults().withTarget(BundleTarget.PORTABLE);
    Path bundle = folder.resolve("bundle");
    String message =
        assertThrows(ModelException.class, () -> Converter.convert(file, bundle, portable))
            .getMessage();
    assertTrue(message.contains("target: expected any or cuda for a Grounding DINO"), message);
    assertFalse(Files.exists(bundle));
  }

  /** With random weights places have no margin: the answer is another, but it is one. */
  @Test
  void productsOfIntegersFindBoxes() throws Exception {
    JsonNode golden = GoldenFiles.json(TINY);
    Path file = FormulaGrounding.write(folder.resolve("model.safetensors"), golden);
    Path bundle = folder.resolve("bundle");
    Converter.convert(file, bundle, ConvertOptions.defaults().withPrecision(Precision.INT8));
    String name = "sliver.png";
    try (GroundingModel model = GroundingModel.open(Bundle.read(bundle), GoldenRuntime.options())) {
      int others =
          new GoldenImage(model, name, 1f)
              .otherPlaces(
                  golden.get("pictures").get(name).get("cases").get("dots"),
                  golden.get("prompts").get("dots"));
      assertTrue(others <= 8, others + " of 20 places are others");
    }
  }

  private void meetsTiny(JsonNode golden, Path checkpoint) throws Exception {
    try (GroundingModel model = converted(checkpoint)) {
      for (Map.Entry<String, JsonNode> prompt : golden.get("prompts").properties()) {
        textsMeet(model, prompt.getKey(), prompt.getValue(), GoldenImage.INNER);
      }
      for (Map.Entry<String, JsonNode> picture : golden.get("pictures").properties()) {
        new GoldenImage(model, picture.getKey(), GoldenImage.INNER)
            .meets(picture.getValue(), golden.get("prompts"));
      }
    }
  }

  private GroundingModel converted(Path checkpoint) throws Exception {
    Path bundle = folder.resolve("bundle");
    Converter.convert(checkpoint, bundle, ConvertOptions.defaults());
    return GroundingModel.open(Bundle.read(bundle), GoldenRuntime.options());
  }

  private static void textsMeet(
      GroundingModel model, String name, JsonNode golden, float tolerance) {
    CaptionTokens tokens = GoldenImage.tokens(model, golden);
    assertArrayEquals(GoldenFiles.ints(golden.get("positions")), tokens.positions(), name);
    for (int i = 0; i < golden.get("mask_rows").size(); i++) {
      StringBuilder row = new StringBuilder();
      for (int k = 0; k < tokens.size(); k++) {
        row.append(tokens.sees(i, k) ? '1' : '0');
      }
      assertEquals(golden.get("mask_rows").get(i).asText(), row.toString(), name);
    }
    float[] features = model.textFeatures(tokens);
    GoldenImage.meets(
        golden.get("text_features"), FloatBuffer.wrap(features), tokens.size(), tolerance, name);
  }
}
