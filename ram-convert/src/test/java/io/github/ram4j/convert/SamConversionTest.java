package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.FormulaSam;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of SAM and MobileSAM, recognized, described, and refused where they are others. */
class SamConversionTest {
  @TempDir Path folder;

  @Test
  void manifest() throws IOException {
    Path bundle = folder.resolve("sam");
    ConvertReport report =
        Converter.convert(
            GoldenFiles.file("locate/sam/checkpoint.pth"), bundle, ConvertOptions.defaults());
    assertTrue(report.ignored().isEmpty(), report.ignored().toString());
    BundleManifest manifest = Bundle.read(bundle).manifest();
    assertEquals(SegmentationGraphs.SAM, manifest.family());
    assertEquals(Set.of(ModelTask.SEGMENTATION), manifest.tasks());
    assertEquals(ImagePreparation.longSidePad(256), manifest.image().orElseThrow());
    assertEquals(16, manifest.size(SegmentationGraphs.SIZE_GRID));
    assertEquals(32, manifest.size(SegmentationGraphs.SIZE_EMBEDDING));
    assertEquals(4, manifest.size("heads"));
  }

  @Test
  void sizesOfMobileSam() throws IOException {
    Path file = FormulaSam.mobile(1).write(folder.resolve("mobile.safetensors"));
    CheckpointSummary summary = Converter.inspect(file, ConvertOptions.defaults());
    assertEquals(SegmentationGraphs.MOBILE_SAM, summary.family());
    assertEquals(1024, summary.imageSizePx());
    assertEquals("64-128-160-320", summary.sizes().get("widths"));
    assertEquals("2-2-6-2", summary.sizes().get("depths"));
  }

  @Test
  void namesOfHuggingFace() throws IOException {
    Path file = FormulaSam.tiny(1).writeHuggingFace(folder.resolve("model.safetensors"));
    CheckpointSummary summary = Converter.inspect(file, ConvertOptions.defaults());
    assertEquals(SegmentationGraphs.SAM, summary.family());
    assertEquals("4", summary.sizes().get("depth"));
  }

  @Test
  void missingTensor() throws IOException {
    Map<String, long[]> shapes = FormulaSam.tiny(1).shapes();
    shapes.remove("prompt_encoder.not_a_point_embed.weight");
    refused(shapes, "prompt_encoder.not_a_point_embed.weight");
  }

  @Test
  void tableOfAnotherWindow() throws IOException {
    Map<String, long[]> shapes = FormulaSam.tiny(1).shapes();
    shapes.put("image_encoder.blocks.0.attn.rel_pos_h", new long[] {40, 12});
    refused(shapes, "2 · side − 1 rows");
  }

  @Test
  void tablesOfTwoWindows() throws IOException {
    Map<String, long[]> shapes = FormulaSam.tiny(1).shapes();
    shapes.put("image_encoder.blocks.0.attn.rel_pos_w", new long[] {25, 12});
    refused(shapes, "image_encoder.blocks.0.attn.rel_pos_w");
  }

  @Test
  void sam2OfEitherNames() throws IOException {
    FormulaSam sam2 = FormulaSam.narrowSecond(1);
    for (Path file :
        List.of(
            sam2.write(folder.resolve("published.safetensors")),
            sam2.writeHuggingFace(folder.resolve("model.safetensors")))) {
      CheckpointSummary summary = Converter.inspect(file, ConvertOptions.defaults());
      assertEquals(SegmentationGraphs.SAM2, summary.family());
      assertEquals("1-2-7-2", summary.sizes().get("depths"));
      assertEquals("128", summary.sizes().get("embedding"));
    }
  }

  @Test
  void sam2OfOtherDepths() throws IOException {
    Map<String, long[]> shapes = FormulaSam.narrowSecond(1).shapes();
    shapes.keySet().removeIf(name -> name.contains("trunk.blocks.11."));
    refused(shapes, "expected stages of 1, 2, 7, 2 blocks (SAM 2 tiny)");
  }

  @Test
  void sam2WithoutATensor() throws IOException {
    Map<String, long[]> shapes = FormulaSam.narrowSecond(1).shapes();
    shapes.remove("no_mem_embed");
    refused(shapes, "no_mem_embed");
  }

  @Test
  void samHq() throws IOException {
    Map<String, long[]> shapes = FormulaSam.tiny(1).shapes();
    shapes.put("mask_decoder.hf_token.weight", new long[] {1, 32});
    refused(shapes, "SAM-HQ");
  }

  private void refused(Map<String, long[]> shapes, String expected) throws IOException {
    Path file = FormulaCheckpoint.write(folder.resolve("other.safetensors"), shapes, 1);
    Path bundle = folder.resolve("bundle");
    ConvertOptions options = ConvertOptions.defaults();
    ModelException thrown =
        assertThrows(ModelException.class, () -> Converter.convert(file, bundle, options));
    assertTrue(thrown.getMessage().contains(expected), thrown.getMessage());
    assertFalse(Files.exists(bundle));
  }
}
