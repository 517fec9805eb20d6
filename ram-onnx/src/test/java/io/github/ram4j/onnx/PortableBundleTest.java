package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.github.ram4j.Captioner;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles of standard operators, and execution providers that a caller adds. */
class PortableBundleTest {
  private static final BufferedImage IMAGE = TestImages.drawn(70, 50, 3);

  /** Of graphs with fused operators and without, whose sums are in another order. */
  private static final float TOLERANCE = 1e-4f;

  @TempDir static Path folder;
  private static Path fused;
  private static Path portable;

  @BeforeAll
  static void convert() throws IOException {
    Path checkpoint =
        FormulaCheckpoint.write(folder.resolve("t2t.safetensors"), TinyCaptioner.sizes(), 5);
    fused = folder.resolve("fused");
    portable = folder.resolve("portable");
    Converter.convert(checkpoint, fused, TinyCaptioner.options());
    Converter.convert(
        checkpoint, portable, TinyCaptioner.options().withTarget(BundleTarget.PORTABLE));
  }

  private static float[] logits(Path bundle, RuntimeOptions runtime) throws IOException {
    ModelOptions options = ModelOptions.defaults().withRuntime(runtime);
    try (Recognizer recognizer = RamModels.open(bundle, options)) {
      assertEquals(runtime.providerName(), recognizer.model().executionProvider());
      Recognition recognition = recognizer.recognize(IMAGE);
      float[] logits = new float[recognition.vocabulary().size()];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = recognition.logits().get(i);
      }
      return logits;
    }
  }

  @Test
  void answersAreThoseOfFusedOperators() throws IOException {
    assertArrayEquals(
        logits(fused, RuntimeOptions.defaults()),
        logits(portable, RuntimeOptions.defaults()),
        TOLERANCE);
    try (Captioner one = TinyCaptioner.open(fused);
        Captioner other = TinyCaptioner.open(portable)) {
      assertEquals(
          one.caption(IMAGE, "dog, sky").tokenIds(), other.caption(IMAGE, "dog, sky").tokenIds());
    }
  }

  /** Every build has the CPU's provider, here without its arena, added by the caller. */
  @Test
  void aProviderThatTheCallerAddsRunsEveryGraph() throws IOException {
    AtomicInteger graphs = new AtomicInteger();
    RuntimeOptions own =
        RuntimeOptions.defaults()
            .withProvider(
                "own CPU",
                options -> {
                  graphs.incrementAndGet();
                  options.addConfigEntry("session.intra_op.allow_spinning", "0");
                  options.addCPU(false);
                });
    assertArrayEquals(
        logits(portable, RuntimeOptions.defaults()), logits(portable, own), TOLERANCE);
    assertEquals(2, graphs.get());
  }

  @Test
  void xnnpackAnswersAlikeWhereTheBuildHasIt() throws IOException {
    Assumptions.assumeTrue(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.XNNPACK),
        "this build of ONNX Runtime has no XNNPACK");
    RuntimeOptions xnnpack =
        RuntimeOptions.defaults().withProvider("XNNPACK", options -> options.addXnnpack(Map.of()));
    assertArrayEquals(
        logits(portable, RuntimeOptions.defaults()), logits(portable, xnnpack), TOLERANCE);
  }

  @Test
  void aProviderThatTheBuildLacksIsNamed() {
    Assumptions.assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.DIRECT_ML),
        "this build of ONNX Runtime has DirectML");
    RuntimeOptions missing =
        RuntimeOptions.defaults().withProvider("DirectML", options -> options.addDirectML(0));
    String message = assertThrows(RamException.class, () -> logits(portable, missing)).getMessage();
    assertTrue(message.startsWith("DirectML execution provider: expected one of [CPU"), message);
  }
}
