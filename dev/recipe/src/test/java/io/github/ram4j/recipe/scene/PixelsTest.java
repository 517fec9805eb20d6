package io.github.ram4j.recipe.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PixelsTest {
  private static final int SIDE = 32;

  private static IconPixels pixel(int argb) {
    return new IconPixels(1, 1, new int[] {argb});
  }

  @Test
  void plainLookChangesNothing() {
    IconPixels red = pixel(0xffc02010);
    assertSame(red, new Recolouring(IconAugmentation.PLAIN).apply(red));
  }

  @Test
  void huesTurnAroundTheGreyAxis() {
    double third = 2 * Math.PI / 3;
    IconAugmentation turned = new IconAugmentation(third, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, "");
    int green = new Recolouring(turned).apply(pixel(0xff800000)).argb()[0];
    assertTrue((green >> 8 & 0xff) > (green >> 16 & 0xff) + 60, Integer.toHexString(green));
    IconAugmentation grey = new IconAugmentation(0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, "");
    int bare = new Recolouring(grey).apply(pixel(0x80ff0000)).argb()[0];
    assertEquals(0x80, bare >>> 24, "transparency stays");
    assertEquals(bare & 0xff, bare >> 16 & 0xff);
  }

  @Test
  void aColouredLookIsOfThatColour() {
    for (ColourName colour : ColourName.ofThings()) {
      IconAugmentation augmentation = IconAugmentation.coloured(new Rng(1), colour);
      int rgb = new Recolouring(augmentation).apply(pixel(0xff808080)).argb()[0];
      for (int shift = 0; shift <= 16; shift += 8) {
        assertEquals(colour.rgb() >> shift & 0xff, rgb >> shift & 0xff, 90, colour.word());
      }
      assertEquals(colour.word(), augmentation.colour());
    }
  }

  @Test
  void spritesCoverByTheirAlpha() {
    int[] rgb = {0x000000, 0x000000, 0x000000, 0x000000};
    new Sprite(1, 0, 2, 2, new int[] {0xffffffff, -1, 0x80808080, 0}).over(rgb, 2, 1);
    assertArrayEquals(new int[] {0, 0xffffff, 0, 0x808080}, rgb);
    new Sprite(0, 0, 1, 1, new int[] {0xffffffff}).over(rgb, 2, 0.5);
    assertEquals(0x7f, rgb[0] & 0xff, 2);
  }

  @Test
  void outlinesAreWiderThanTheShape() {
    int[] argb = new int[25];
    argb[12] = 0xffff0000;
    Sprite wide = new Sprite(0, 0, 5, 5, argb).widened(1, 0x0000ff);
    assertEquals(9, Arrays.stream(wide.argb()).filter(pixel -> pixel == 0xff0000ff).count());
    Sprite shadow = new Sprite(0, 0, 5, 5, argb).shadow(1, 2, 1, 0.5);
    assertEquals(1, shadow.left());
    assertTrue(shadow.argb()[12] >>> 24 < 0x20 && shadow.argb()[6] >>> 24 > 0);
  }

  @Test
  void coarseJpegChangesMoreThanFine() {
    int[] fine = noise();
    int[] coarse = noise();
    JpegArtefacts.apply(fine, SIDE, 100);
    JpegArtefacts.apply(coarse, SIDE, 15);
    assertTrue(difference(fine) < 3, "fine: " + difference(fine));
    assertTrue(difference(coarse) > 10, "coarse: " + difference(coarse));
    int[] even = new int[SIDE * SIDE];
    Arrays.fill(even, 0x808080);
    JpegArtefacts.apply(even, SIDE, 15);
    assertTrue(Arrays.stream(even).allMatch(pixel -> pixel == 0x808080));
  }

  private static int[] noise() {
    Rng rng = new Rng(5);
    return IntStream.range(0, SIDE * SIDE).map(i -> rng.near(0x808080, 60)).toArray();
  }

  private static double difference(int[] rgb) {
    int[] before = noise();
    return IntStream.range(0, rgb.length)
        .mapToDouble(i -> Math.abs((rgb[i] >> 8 & 0xff) - (before[i] >> 8 & 0xff)))
        .average()
        .orElseThrow();
  }

  @Test
  void degradationsStayWithinTheImage() {
    int[] rgb = noise();
    DegradationPainter.paint(new Degradation(0.8, 255, 0, 1.5, 1, 3), rgb, SIDE);
    assertFalse(Arrays.equals(rgb, noise()));
    assertTrue(Arrays.stream(rgb).allMatch(pixel -> pixel >>> 24 == 0));
  }

  @ParameterizedTest
  @EnumSource(BackdropKind.class)
  void everyBackdropIsPaintedFromItsSeed(BackdropKind kind) {
    int[] one = painted(kind, 1);
    assertArrayEquals(one, painted(kind, 1));
    if (kind != BackdropKind.PLAIN) {
      assertFalse(Arrays.equals(one, painted(kind, 2)));
    }
  }

  private static int[] painted(BackdropKind kind, long seed) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    BackdropPainter.paint(new Backdrop(kind, 0x4488cc, seed), image);
    return image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }
}
