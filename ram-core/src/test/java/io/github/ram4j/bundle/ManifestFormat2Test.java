package io.github.ram4j.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.ModelTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The two manifests were written by the version before format 3. */
class ManifestFormat2Test {
  private static String text(String name) throws IOException {
    try (InputStream in = ManifestFormat2Test.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aTaggerIsRead() throws IOException {
    BundleManifest manifest = SampleBundle.readBack(text("format-2-int8.properties"));
    assertEquals(ModelFamily.RAM_PLUS, manifest.family());
    assertEquals(List.of(ModelTask.TAGGING), List.copyOf(manifest.tasks()));
    assertEquals(BundleTarget.ANY, manifest.target());
    assertEquals(ModelPrecision.INT8, manifest.precision());
    assertEquals(64, manifest.largestInt8Weight());
    assertEquals(Optional.of(ImagePreparation.squash(128)), manifest.image());
    assertEquals("2, 2, 2, 2", manifest.sizes().get("depths"));
    assertEquals(
        "float32 [batch, 3, 128, 128]",
        manifest.graphs().get("image_encoder").inputs().get("image").toString());
    assertEquals("tagging_head.onnx", manifest.graphs().get("tagging_head").file());
    assertEquals(2, manifest.notes().size());
    assertEquals(3, manifest.files().size());
  }

  /** Bundles of still earlier versions did not say it, and used the whole range. */
  @Test
  void int8WithoutARangeIsTheWholeRangeAndForVnni() throws IOException {
    String text = text("format-2-int8.properties").replaceFirst("int8.largest-weight = 64\n", "");
    BundleManifest manifest = SampleBundle.readBack(text);
    assertEquals(127, manifest.largestInt8Weight());
    assertEquals(BundleTarget.VNNI, manifest.target());
  }

  @Test
  void aCaptionerIsRead() throws IOException {
    BundleManifest manifest = SampleBundle.readBack(text("format-2-captions.properties"));
    assertEquals(List.of(ModelTask.TAGGING, ModelTask.CAPTIONING), List.copyOf(manifest.tasks()));
    assertEquals(Optional.of(new CaptionSizes(2, 2, 8, 228, 64)), CaptionSizes.of(manifest));
    assertEquals(
        List.of("caption_decoder", "image_encoder", "tag_encoder", "tagging_head"),
        List.copyOf(manifest.graphs().keySet()));
    assertEquals(
        "float32 [batch, 2, past, 8]",
        manifest.graphs().get("caption_decoder").inputs().get("past_keys.1").toString());
  }

  @Test
  void itIsWrittenAsFormat3() throws IOException {
    BundleManifest manifest = SampleBundle.readBack(text("format-2-captions.properties"));
    assertTrue(manifest.toText().contains("format = 3\n"));
    assertEquals(manifest, SampleBundle.readBack(manifest.toText()));
  }

  @Test
  void aMissingGraphIsNamed() throws IOException {
    String text =
        text("format-2-int8.properties").replace("graph.tagging_head = tagging_head.onnx\n", "");
    assertEquals(
        "expected a line \"graph.tagging_head\", found none",
        assertThrows(IllegalArgumentException.class, () -> SampleBundle.readBack(text))
            .getMessage());
  }
}
