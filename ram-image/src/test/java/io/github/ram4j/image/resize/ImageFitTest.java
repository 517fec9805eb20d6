package io.github.ram4j.image.resize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.bundle.ImagePreparation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFitTest {
  @ParameterizedTest
  @CsvSource({"640, 480", "1, 5000", "384, 384"})
  void squashingGivesASquare(int width, int height) {
    assertEquals(
        new ImageFit(384, 384, 384, 384), ImageFit.of(ImagePreparation.squash(384), width, height));
  }

  @ParameterizedTest
  @CsvSource({
    "640, 480, 1067, 800", // 1066.67
    "480, 640, 800, 1067",
    "800, 800, 800, 800",
    "3, 2, 1200, 800",
    "16, 10, 1280, 800",
    "801, 1600, 800, 1598", // 1598.002
    "1600, 2001, 800, 1001", // 1000.5: halves go up
    "1, 7, 800, 5600"
  })
  void theShorterSideGetsTheSize(int width, int height, int toWidth, int toHeight) {
    assertEquals(
        new ImageFit(toWidth, toHeight, toWidth, toHeight),
        ImageFit.of(ImagePreparation.shortSide(800), width, height));
  }

  @ParameterizedTest
  @CsvSource({
    "640, 480, 1067, 800", // below the limit
    "1000, 600, 1333, 800", // 1333.3: at the limit
    "1000, 500, 1333, 667", // 1600 would be above it: 666.5
    "500, 1000, 667, 1333",
    "10000, 1, 1333, 1" // 0.13: never 0
  })
  void theLongerSideHasALimit(int width, int height, int toWidth, int toHeight) {
    assertEquals(
        new ImageFit(toWidth, toHeight, toWidth, toHeight),
        ImageFit.of(ImagePreparation.shortSide(800, 1333), width, height));
  }

  @ParameterizedTest
  @CsvSource({
    "640, 480, 1024, 768",
    "480, 640, 768, 1024",
    "100, 100, 1024, 1024",
    "3000, 1000, 1024, 341", // 341.3
    "2048, 3, 1024, 2", // 1.5
    "5000, 1, 1024, 1" // 0.2: never 0
  })
  void theLongerSideGetsTheSizeInASquare(int width, int height, int toWidth, int toHeight) {
    assertEquals(
        new ImageFit(toWidth, toHeight, 1024, 1024),
        ImageFit.of(ImagePreparation.longSidePad(1024), width, height));
  }
}
