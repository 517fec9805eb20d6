package io.github.ram4j.onnx.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.GoldenRuntime;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.testkit.FormulaSam;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images and prompts give the embeddings, masks and qualities of the authors' code. */
class GoldenMasksTest {
  private static final long SEED = 11;
  private static final String FULL = "published sizes take minutes: -Dram.full=true";

  @TempDir Path folder;

  @Test
  void tinyModel() throws IOException {
    compareTiny(GoldenFiles.file("locate/sam/checkpoint.pth"), ConvertOptions.defaults());
  }

  @Test
  void tinyModelByHuggingFacesNames() throws IOException {
    Path checkpoint = folder.resolve("model.safetensors");
    compareTiny(FormulaSam.tiny(SEED).writeHuggingFace(checkpoint), ConvertOptions.defaults());
  }

  @Test
  void tinyModelOfStandardOperators() throws IOException {
    compareTiny(BundleTarget.PORTABLE);
  }

  @Test
  void tinyModelWithoutBlocks() throws IOException {
    compareTiny(BundleTarget.CUDA);
  }

  @Test
  void tinyModelInHalfPrecision() throws IOException {
    compareTiny(
        GoldenFiles.file("locate/sam/checkpoint.pth"),
        ConvertOptions.defaults().withPrecision(Precision.FP16),
        5e-3);
  }

  private void compareTiny(BundleTarget target) throws IOException {
    compareTiny(
        GoldenFiles.file("locate/sam/checkpoint.pth"),
        ConvertOptions.defaults().withTarget(target));
  }

  private void compareTiny(Path checkpoint, ConvertOptions options) throws IOException {
    compareTiny(checkpoint, options, 1e-3);
  }

  private void compareTiny(Path checkpoint, ConvertOptions options, double tolerance)
      throws IOException {
    try (Segmenter segmenter = segmenter(checkpoint, options)) {
      JsonNode golden = GoldenFiles.json("locate/sam/expected.json");
      GoldenMasks masks = new GoldenMasks(segmenter, "locate/sam", tolerance, tolerance);
      assertEquals(3, masks.compare(golden));
    }
  }

  /** Values of Hugging Face's code, with the authors' preparation of images and prompts. */
  @Test
  void narrowSam2() throws IOException {
    Path checkpoint = FormulaSam.narrowSecond(SEED).write(folder.resolve("sam2.safetensors"));
    compareSam2(checkpoint, ConvertOptions.defaults(), golden("sam2-small"), 1e-3);
  }

  /** By Hugging Face's names, one image. */
  @ParameterizedTest
  @CsvSource({"portable, FP32, 1e-3", "cuda, FP32, 1e-3", "any, FP16, 1e-2"})
  void narrowSam2OfOtherTargets(String target, Precision precision, double tolerance)
      throws IOException {
    Path checkpoint = folder.resolve("model.safetensors");
    FormulaSam.narrowSecond(SEED).writeHuggingFace(checkpoint);
    ConvertOptions options =
        ConvertOptions.defaults().withTarget(new BundleTarget(target)).withPrecision(precision);
    JsonNode golden = golden("sam2-small");
    ((ObjectNode) golden.get("pictures")).remove("landscape.png");
    compareSam2(checkpoint, options, golden, tolerance);
  }

  @Test
  void publishedSam2Tiny() throws IOException {
    Assumptions.assumeTrue(Boolean.getBoolean("ram.full"), FULL);
    Path checkpoint = FormulaSam.second(SEED).write(folder.resolve("sam2.safetensors"));
    compareSam2(checkpoint, ConvertOptions.defaults(), golden("sam2-published"), 5e-3);
  }

  private static JsonNode golden(String model) throws IOException {
    return GoldenFiles.json("locate/" + model + ".json.gz");
  }

  private void compareSam2(
      Path checkpoint, ConvertOptions options, JsonNode golden, double tolerance)
      throws IOException {
    try (Segmenter segmenter = segmenter(checkpoint, options)) {
      GoldenMasks masks = new GoldenMasks(segmenter, "locate/sam2-small", tolerance, tolerance);
      assertEquals(golden.get("pictures").size(), masks.compare(golden));
    }
  }

  @Test
  void publishedVitB() throws IOException {
    Assumptions.assumeTrue(Boolean.getBoolean("ram.full"), FULL);
    Path checkpoint = FormulaSam.vitB(SEED).write(folder.resolve("sam_vit_b.safetensors"));
    compareFull(checkpoint, "sam_vit_b");
  }

  @Test
  void publishedMobileSam() throws IOException {
    Assumptions.assumeTrue(Boolean.getBoolean("ram.full"), FULL);
    Path checkpoint = FormulaSam.mobile(SEED).write(folder.resolve("mobile_sam.safetensors"));
    compareFull(checkpoint, "mobile_sam");
  }

  /** All widths and depths of ViT-L, images of 256 pixels. */
  @Test
  void publishedVitL() throws IOException {
    Assumptions.assumeTrue(Boolean.getBoolean("ram.full"), FULL);
    Path file = folder.resolve("sam_vit_l.safetensors");
    compareFull(FormulaSam.smallImageVitL(SEED).write(file), "sam_vit_l");
  }

  /** All widths and depths of ViT-H, images of 256 pixels. */
  @Test
  void publishedVitH() throws IOException {
    Assumptions.assumeTrue(Boolean.getBoolean("ram.full"), FULL);
    Path file = folder.resolve("sam_vit_h.safetensors");
    compareFull(FormulaSam.smallImageVitH(SEED).write(file), "sam_vit_h");
  }

  private void compareFull(Path checkpoint, String model) throws IOException {
    try (Segmenter segmenter = segmenter(checkpoint, ConvertOptions.defaults())) {
      Files.delete(checkpoint);
      JsonNode golden = GoldenFiles.json("locate/" + model + ".json.gz");
      GoldenMasks masks = new GoldenMasks(segmenter, "locate/" + model, 5e-3, 1e-2);
      assertEquals(1, masks.compare(golden));
    }
  }

  private Segmenter segmenter(Path checkpoint, ConvertOptions options) throws IOException {
    Path bundle = folder.resolve("bundle");
    Converter.convert(checkpoint, bundle, options);
    return RegionModels.openSegmenter(bundle, GoldenRuntime.model());
  }
}
