package io.github.ram4j.image.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageSource;
import io.github.ram4j.bundle.ImagePreparation;
import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import io.github.ram4j.image.resize.ImageFit;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagePreprocessorTest {
  private static final BufferedImage WIDE = TestImages.drawn(50, 20, 1);

  /** v / 255, so that pixels can be told from padding. */
  private static final Normalization PLAIN =
      new Normalization(List.of(-1f, -1f, -1f), List.of(1f, 1f, 1f));

  private static ImagePreprocessor.PreparedImage prepare(
      ImagePreparation preparation, BufferedImage image, DirectBuffer buffer) throws IOException {
    return new ImagePreprocessor(DecodeOptions.DEFAULTS, preparation.withNormalization(PLAIN), 1)
        .prepare(ImageSource.of(image), buffer);
  }

  private static void assertHolds(
      RgbImage expected, FloatBuffer pixels, int inputWidth, int inputHeight) {
    assertEquals(3 * inputWidth * inputHeight, pixels.remaining());
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < inputHeight; y++) {
        for (int x = 0; x < inputWidth; x++) {
          boolean inside = x < expected.width() && y < expected.height();
          float value =
              inside
                  ? (expected.rgb()[3 * (expected.width() * y + x) + channel] & 0xFF) / 255f + 1
                  : 0;
          assertEquals(
              value,
              pixels.get((channel * inputHeight + y) * inputWidth + x),
              "channel %d, row %d, column %d".formatted(channel, y, x));
        }
      }
    }
  }

  @Test
  void theShorterSideGetsTheSizeAndTheAspectRatioIsKept() throws IOException {
    ImagePreprocessor.PreparedImage prepared =
        prepare(ImagePreparation.shortSide(8), WIDE, new DirectBuffer());
    assertEquals(new ImageFit(20, 8, 20, 8), prepared.fit());
    assertEquals(50, prepared.width());
    assertEquals(20, prepared.height());
    RgbImage expected = BilinearResize.resize(BufferedImages.toRgb(WIDE), 20, 8, 1);
    assertHolds(expected, prepared.pixels(), 20, 8);
  }

  /** The buffer holds another image's pixels where the padding goes. */
  @Test
  void theLongerSideGetsTheSizeAndZerosMakeASquare() throws IOException {
    DirectBuffer buffer = new DirectBuffer();
    prepare(ImagePreparation.squash(10), WIDE, buffer);
    RgbImage wide = BilinearResize.resize(BufferedImages.toRgb(WIDE), 10, 4, 1);
    assertHolds(wide, prepare(ImagePreparation.longSidePad(10), WIDE, buffer).pixels(), 10, 10);

    BufferedImage tall = TestImages.drawn(20, 50, 2);
    prepare(ImagePreparation.squash(10), WIDE, buffer);
    RgbImage expected = BilinearResize.resize(BufferedImages.toRgb(tall), 4, 10, 1);
    assertHolds(expected, prepare(ImagePreparation.longSidePad(10), tall, buffer).pixels(), 10, 10);
  }

  @Test
  void paddedImagesGoInBatches() throws Exception {
    ImagePreprocessor preprocessor =
        new ImagePreprocessor(
            DecodeOptions.DEFAULTS, ImagePreparation.longSidePad(10).withNormalization(PLAIN), 1);
    PixelBatches batches = new PixelBatches(preprocessor, 2);
    List<ImageSource> images =
        List.of(ImageSource.of(TestImages.drawn(20, 50, 2)), ImageSource.of(WIDE));
    try (ReadAhead<ImageSource> ahead =
            batches.readAhead(images, image -> image, 2, Runnable::run);
        PixelBatch<ImageSource> batch = ahead.next()) {
      batch.read();
      FloatBuffer pixels = batch.pixels();
      RgbImage second = BilinearResize.resize(BufferedImages.toRgb(WIDE), 10, 4, 1);
      assertHolds(second, pixels.position(300).limit(600).slice(), 10, 10);
    }
  }

  @Test
  void imagesOfSeveralShapesDoNotGoInBatches() {
    ImagePreprocessor preprocessor =
        new ImagePreprocessor(DecodeOptions.DEFAULTS, ImagePreparation.shortSide(8), 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new PixelBatches(preprocessor, 2))
            .getMessage();
    assertTrue(message.endsWith("found short-side"), message);
  }
}
