package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ExportedOutput;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.testkit.TestImages;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of encoded images. */
class EncodeEachTest {
  /** Batches of other sizes add up in another order. */
  private static final float TOLERANCE = 1e-3f;

  private static final List<ImageSource> IMAGES = new ArrayList<>();

  static {
    for (int i = 0; i < 7; i++) {
      IMAGES.add(ImageSource.of(TestImages.png(TestImages.drawn(60 + i, 90 - i, i))));
    }
    IMAGES.add(2, ImageSource.of(Path.of("missing.png")));
    IMAGES.add(5, ImageSource.of(new byte[] {1, 2, 3}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void tagsAndEmbeddingsAreThoseOfEachImage(int batch) throws IOException {
    try (Recognizer recognizer =
        RamModels.open(ClipartModels.ram(), ModelOptions.defaults().withBatchSize(batch))) {
      requireSame(recognizer);
    }
  }

  @Test
  void captionersToo() throws IOException {
    try (Recognizer captioner =
        RamModels.openCaptioner(ClipartModels.tag2text(), ModelOptions.defaults())) {
      requireSame(captioner);
    }
  }

  @Test
  void othersDoNotEncode() throws IOException {
    Path file = Path.of("src/test/resources/io/github/ram4j/onnx/exported-logits.onnx");
    try (Recognizer exported =
        RamModels.openExported(
            file, ExportedModelTest.TAGS, ExportedOutput.LOGITS, ModelOptions.defaults())) {
      assertFalse(exported.encodesImages());
      assertThrows(ModelException.class, () -> exported.encodeEach(IMAGES));
    }
  }

  private static void requireSame(Recognizer recognizer) throws IOException {
    assertTrue(recognizer.encodesImages());
    try (Outcomes<ImageSource, EncodedImage> encoded = recognizer.encodeEach(IMAGES)) {
      int count = 0;
      for (Outcome<ImageSource, EncodedImage> outcome : encoded) {
        assertEquals(count, outcome.index());
        if (count == 2) {
          assertInstanceOf(NoSuchFileException.class, outcome.failure().orElseThrow());
        } else if (count == 5) {
          assertInstanceOf(ImageException.class, outcome.failure().orElseThrow());
        } else {
          EncodedImage image = outcome.get();
          Recognition alone = recognizer.recognize(IMAGES.get(count));
          requireNear(alone.logits(), recognizer.recognize(image).logits());
          assertTrue(
              recognizer.embed(IMAGES.get(count)).similarity(recognizer.embed(image)) > 0.99999);
          assertEquals(IMAGES.get(count).name(), image.name());
        }
        count++;
      }
      assertEquals(IMAGES.size(), count);
    }
  }

  private static void requireNear(FloatBuffer expected, FloatBuffer found) {
    assertEquals(expected.remaining(), found.remaining());
    for (int i = 0; i < expected.remaining(); i++) {
      assertEquals(expected.get(i), found.get(i), TOLERANCE);
    }
  }
}
