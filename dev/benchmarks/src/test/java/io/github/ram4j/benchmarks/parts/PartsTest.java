package io.github.ram4j.benchmarks.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.github.ram4j.benchmarks.TinyModels;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part does once what it is measured doing. */
class PartsTest {

  @ParameterizedTest
  @ValueSource(strings = {"jpeg-0.3", "png-0.3"})
  void decode(String source) throws IOException {
    DecodeBenchmark benchmark = new DecodeBenchmark();
    benchmark.image = source;
    benchmark.setUp();
    RgbImage image = benchmark.decode();
    assertEquals(640, image.width());
    assertEquals(480, image.height());
  }

  @Test
  void resize() {
    ResizeBenchmark benchmark = new ResizeBenchmark();
    benchmark.size = "640x480";
    benchmark.sizePx = 224;
    benchmark.setUp();
    assertEquals(224, benchmark.resize().height());
  }

  @Test
  void normalize() {
    NormalizeBenchmark benchmark = new NormalizeBenchmark();
    benchmark.sizePx = 64;
    benchmark.setUp();
    assertEquals(3 * 64 * 64, benchmark.normalize().remaining());
  }

  @Test
  void encodeAndTag() throws IOException, OrtException {
    ImageEncoderBenchmark encoder = new ImageEncoderBenchmark();
    encoder.bundle = Bundles.CLIPART;
    encoder.threads = 1;
    encoder.setUp();
    assertEquals(1, encoder.encode());
    encoder.tearDown();
    TaggingHeadBenchmark head = new TaggingHeadBenchmark();
    head.bundle = Bundles.CLIPART;
    head.threads = 1;
    head.setUp();
    assertEquals(ClipartModels.ram().vocabulary().size(), head.tag());
    head.tearDown();
  }

  @Test
  void postprocess() {
    PostprocessBenchmark benchmark = new PostprocessBenchmark();
    benchmark.percentHolding = 10;
    benchmark.setUp();
    assertTrue(benchmark.tags().size() > 100);
    assertEquals(10, benchmark.top().size());
  }

  @Test
  void captionStep(@TempDir Path folder) throws IOException, OrtException {
    CaptionStepBenchmark benchmark = new CaptionStepBenchmark();
    benchmark.bundle = TinyModels.captionBundle(folder).toString();
    benchmark.threads = 1;
    benchmark.past = 4;
    benchmark.setUp();
    assertEquals(1 + 2 * 3, benchmark.step()); // logits, keys and values of three layers
    benchmark.tearDown();
  }

  @Test
  void captionsNeedABundle() {
    CaptionStepBenchmark benchmark = new CaptionStepBenchmark();
    benchmark.bundle = "";
    String none = assertThrows(IllegalArgumentException.class, benchmark::setUp).getMessage();
    assertTrue(none.contains("expected -p bundle=DIR"), none);
    benchmark.bundle = Bundles.CLIPART;
    String other = assertThrows(IllegalArgumentException.class, benchmark::setUp).getMessage();
    assertTrue(other.contains("found no captions"), other);
  }
}
