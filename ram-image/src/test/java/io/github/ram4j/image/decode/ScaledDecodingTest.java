package io.github.ram4j.image.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs that are decoded at a part of their size. */
class ScaledDecodingTest {
  /** After the resize, in steps of 255, of images that are no pages of small print. */
  private static final double SCALED_TOLERANCE = 0.5;

  @ParameterizedTest
  @CsvSource({
    "800, 600, 0, 800, 600",
    "800, 600, 301, 800, 600",
    "800, 600, 300, 400, 300",
    "800, 600, 151, 400, 300",
    "800, 600, 150, 200, 150",
    "800, 600, 1, 100, 75", // an eighth is the least
    "800, 604, 1, 200, 151",
    "640, 1600, 1, 80, 200",
    "640, 1602, 1, 320, 801",
    "641, 1600, 1, 641, 1600",
    "800, 8, 16, 800, 8",
  })
  void bothSidesKeepWhatTheyMust(int width, int height, int shortest, int toWidth, int toHeight)
      throws IOException {
    RgbImage found = decode(jpeg(drawn(width, height, BufferedImage.TYPE_INT_RGB)), shortest);
    assertEquals(toWidth, found.width());
    assertEquals(toHeight, found.height());
  }

  @ParameterizedTest
  @CsvSource({"1600, 1208", "1000, 3000", "2008, 1784", "1334, 750"})
  void differsByLessThanHalfAStep(int width, int height) throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
      byte[] encoded = jpeg(drawn(width, height, type));
      for (int size : new int[] {64, 96, 125}) {
        RgbImage scaled = decode(encoded, 3 * size);
        assertTrue(scaled.width() < width && scaled.height() < height);
        double difference =
            Fixtures.meanDifference(
                BilinearResize.resize(decode(encoded, 0), size),
                BilinearResize.resize(scaled, size));
        assertTrue(
            difference > 0 && difference < SCALED_TOLERANCE,
            () -> "%d: differs by %.3f".formatted(size, difference));
      }
    }
  }

  /** CMYK is converted elsewhere; other formats have no such decoding. */
  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "rgb.png", "palette.gif", "lossy.webp", "rgb.bmp", "lzw.tif"})
  void leavesOthersInFull(String name) {
    assertArrayEquals(decode(Fixtures.bytes(name), 0).rgb(), decode(Fixtures.bytes(name), 1).rgb());
  }

  @Test
  void cutFilesAreRefusedInTheSameWords() throws IOException {
    byte[] whole = jpeg(drawn(640, 480, BufferedImage.TYPE_INT_RGB));
    for (int length = 0; length < whole.length - 2; length += whole.length / 40) {
      byte[] cut = Arrays.copyOf(whole, length);
      ImageException expected = assertThrows(ImageException.class, () -> decode(cut, 0));
      ImageException found = assertThrows(ImageException.class, () -> decode(cut, 60));
      assertEquals(expected.getMessage(), found.getMessage());
    }
  }

  @Test
  void limitsAreThoseOfTheWholeImage() throws IOException {
    byte[] encoded = jpeg(drawn(640, 480, BufferedImage.TYPE_INT_RGB));
    DecodeOptions options =
        DecodeOptions.DEFAULTS.withLimits(640 * 480 - 1, 1 << 20).withShortestSidePx(60);
    ImageException refused =
        assertThrows(ImageException.class, () -> ImageDecoder.decode(encoded, options, "here.jpg"));
    assertEquals(
        "here.jpg: expected at most 307199 pixels, found a JPEG of 640 x 480",
        refused.getMessage());
    DecodeOptions enough =
        DecodeOptions.DEFAULTS.withLimits(640 * 480, 1 << 20).withShortestSidePx(60);
    assertEquals(80, ImageDecoder.decode(encoded, enough, "here.jpg").width());
  }

  private static RgbImage decode(byte[] encoded, int shortestSidePx) {
    return ImageDecoder.decode(
        encoded, DecodeOptions.DEFAULTS.withShortestSidePx(shortestSidePx), "here.jpg");
  }

  /** Slow changes of colour, some shapes with sharp edges, lines. */
  private static BufferedImage drawn(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(new GradientPaint(0, 0, Color.CYAN, width, height, Color.ORANGE));
    graphics.fillRect(0, 0, width, height);
    Random random = new Random(width);
    graphics.setStroke(new BasicStroke(3));
    for (int i = 0; i < 30; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      graphics.fillOval(x, y, width / 9, height / 7);
      graphics.drawLine(x, y, random.nextInt(width), random.nextInt(height));
    }
    graphics.dispose();
    return image;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }
}
