package io.github.ram4j.image.resize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BilinearResizeTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 7", // one pixel
    "1, 50, 8",
    "50, 1, 8",
    "1, 3000, 5", // slivers
    "3000, 1, 5",
    "2, 3, 64", // larger
    "31, 23, 97", // primes
    "97, 101, 13",
    "13, 101, 31", // larger one way, smaller the other
    "101, 13, 31",
    "64, 40, 64", // one side as it is
    "40, 64, 64",
    "65, 64, 64",
    "257, 256, 1",
    "640, 480, 224",
    "333, 500, 384"
  })
  void equalsThePlainLoop(int width, int height, int size) {
    RgbImage image = noise(width, height);
    byte[] expected = PlainResize.resize(image, size).rgb();
    assertArrayEquals(expected, BilinearResize.resize(image, size).rgb());
    for (int strips : new int[] {2, 3, 64}) { // more than there are rows, too
      assertArrayEquals(expected, inStrips(image, size, strips).rgb(), strips + " strips");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "640, 480, 533, 400", // the aspect ratio is kept
    "480, 640, 400, 533",
    "31, 23, 97, 5", // larger one way, smaller the other
    "23, 31, 5, 97",
    "64, 64, 64, 32", // one side as it is
    "100, 1, 7, 1"
  })
  void twoSidesEqualThePlainLoop(int width, int height, int newWidth, int newHeight) {
    RgbImage image = noise(width, height);
    RgbImage resized = BilinearResize.resize(image, newWidth, newHeight, 2);
    assertEquals(newWidth, resized.width());
    assertEquals(newHeight, resized.height());
    assertArrayEquals(PlainResize.resize(image, newWidth, newHeight).rgb(), resized.rgb());
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "30000, 30000"})
  void sidesThatAreOutOfRangeAreRefused(int width, int height) {
    RgbImage image = noise(3, 2);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> BilinearResize.resize(image, width, height, 1))
            .getMessage();
    assertTrue(message.endsWith("found %d x %d".formatted(width, height)), message);
  }

  /** As small images are never cut. */
  private static RgbImage inStrips(RgbImage image, int size, int strips) {
    return image.height() > size && image.height() - size > 2 * (image.width() - size)
        ? HorizontalPass.resize(
            VerticalPass.resize(image, ResizeFilter.BILINEAR, size, strips),
            ResizeFilter.BILINEAR,
            size,
            strips)
        : VerticalPass.resize(
            HorizontalPass.resize(image, ResizeFilter.BILINEAR, size, strips),
            ResizeFilter.BILINEAR,
            size,
            strips);
  }

  @ParameterizedTest
  @CsvSource({"1601, 1203, 384", "1203, 1601, 384", "3000, 1000, 96"})
  void threadsChangeNothing(int width, int height, int size) {
    RgbImage image = noise(width, height);
    byte[] expected = PlainResize.resize(image, size).rgb();
    for (int threads : new int[] {1, 2, 5, Integer.MAX_VALUE}) {
      assertArrayEquals(
          expected, BilinearResize.resize(image, size, threads).rgb(), threads + " threads");
    }
  }

  @Test
  void rowsAreSharedAmongThreads() {
    // Each of two strips waits for the other to begin, which one thread alone could not do.
    Assumptions.assumeTrue(
        ForkJoinPool.getCommonPoolParallelism() > 0, "the pool has no thread on one processor");
    CountDownLatch begun = new CountDownLatch(2);
    boolean[] met = new boolean[2];
    RowStrips.run(
        7,
        2,
        (from, to) -> {
          begun.countDown();
          met[from == 0 ? 0 : 1] = await(begun);
        });
    assertTrue(met[0] && met[1]);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatFailsInAStripFailsTheCall() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                RowStrips.run(
                    9,
                    3,
                    (from, to) -> {
                      if (to == 9) {
                        throw new IllegalStateException("last strip");
                      }
                    }));
    assertTrue(failure.getMessage().contains("last strip"), failure.getMessage());
  }

  @Test
  void refusesNoThreads() {
    assertThrows(IllegalArgumentException.class, () -> BilinearResize.resize(noise(2, 2), 4, 0));
  }

  @Test
  void keepsExtremesInRange() {
    for (int value : new int[] {0, 255}) {
      byte[] rgb = new byte[3 * 1999 * 3];
      Arrays.fill(rgb, (byte) value);
      for (byte found : BilinearResize.resize(new RgbImage(1999, 3, rgb), 17).rgb()) {
        assertEquals(value, found & 0xFF);
      }
    }
  }

  @Test
  void givesBackWhatHasTheSizeAlready() {
    RgbImage image = noise(32, 32);
    assertSame(image, BilinearResize.resize(image, 32));
  }

  @Test
  void leavesTheImageAlone() {
    RgbImage image = noise(40, 30);
    byte[] before = image.rgb().clone();
    BilinearResize.resize(image, 16);
    assertArrayEquals(before, image.rgb());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 26_755, Integer.MAX_VALUE})
  void refusesSizesOutOfRange(int size) {
    assertThrows(IllegalArgumentException.class, () -> BilinearResize.resize(noise(2, 2), size));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpha.png",
        "bitmap.bmp",
        "exact-384.png",
        "grayscale.png",
        "landscape.png",
        "one-pixel.png",
        "palette.png",
        "portrait-odd.png",
        "sliver.png",
        "upscale.png"
      })
  void equalsPillow(String name) throws IOException {
    JsonNode expected = GoldenFiles.json("images/expected.json").get(name);
    RgbImage image =
        BufferedImages.toRgb(ImageIO.read(GoldenFiles.file("images/" + name).toFile()));
    assertEquals(expected.get("decoded_sha256").asText(), sha256(image));
    for (int size : new int[] {224, 384}) {
      assertEquals(
          expected.get("resized_" + size + "_sha256").asText(),
          sha256(BilinearResize.resize(image, size)));
    }
  }

  private static RgbImage noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(31L * width + height).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  private static String sha256(RgbImage image) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image.rgb()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
