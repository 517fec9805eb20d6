package io.github.ram4j.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImageAugmenterTest {
  private static final int SIDE = 32;

  /** Red says how far to the right a pixel is, green how far down. */
  private static RgbImage ramp(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgb[3 * (y * width + x)] = (byte) (255 * x / Math.max(1, width - 1));
        rgb[3 * (y * width + x) + 1] = (byte) (255 * y / Math.max(1, height - 1));
        rgb[3 * (y * width + x) + 2] = 100;
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static RgbImage changed(Augmentation augmentation, RgbImage image, long seed) {
    return new ImageAugmenter(augmentation, SIDE).apply(image, true, new SplittableRandom(seed));
  }

  /** Share of the ramp from the least to the largest value of a channel. */
  private static double span(RgbImage image, int channel) {
    int least = 255;
    int most = 0;
    for (int i = channel; i < image.rgb().length; i += 3) {
      least = Math.min(least, image.rgb()[i] & 0xFF);
      most = Math.max(most, image.rgb()[i] & 0xFF);
    }
    return (most - least) / 255.0;
  }

  @Test
  void withoutChangesAnImageIsResizedAlone() {
    RgbImage image = ramp(50, 40);
    assertArrayEquals(
        BilinearResize.resize(image, SIDE).rgb(), changed(Augmentation.none(), image, 1).rgb());
  }

  @Test
  void cropsLieInsideAndKeepTheirShare() {
    Augmentation crops = Augmentation.none().withSmallestCrop(0.5);
    RgbImage image = ramp(256, 256);
    double least = 1;
    for (int seed = 0; seed < 200; seed++) {
      RgbImage cropped = changed(crops, image, seed);
      assertEquals(SIDE, cropped.width());
      assertEquals(SIDE, cropped.height());
      double share = span(cropped, 0) * span(cropped, 1);
      least = Math.min(least, share);
      assertTrue(share > 0.5 * 0.9, "seed " + seed + ": " + share);
    }
    assertTrue(least < 0.7, "the smallest crop: " + least);
  }

  @Test
  void imagesOfAFewPixelsAreCroppedToo() {
    Augmentation crops = Augmentation.defaults().withSmallestCrop(0.01).withColourJitter(0.5);
    for (int[] size : new int[][] {{1, 1}, {1, 90}, {300, 2}, {3, 5}}) {
      for (int seed = 0; seed < 50; seed++) {
        RgbImage cropped = changed(crops, ramp(size[0], size[1]), seed);
        assertEquals(3 * SIDE * SIDE, cropped.rgb().length);
      }
    }
  }

  @Test
  void halfOfTheImagesAreMirroredWhereTheyMay() {
    Augmentation flips = Augmentation.none().withFlip(true);
    ImageAugmenter changes = new ImageAugmenter(flips, SIDE);
    RgbImage image = ramp(SIDE, SIDE);
    int mirrored = 0;
    for (int seed = 0; seed < 200; seed++) {
      byte[] rgb = changes.apply(image, true, new SplittableRandom(seed)).rgb();
      boolean flipped = (rgb[0] & 0xFF) == 255;
      for (int i = 0; i < SIDE * SIDE; i++) {
        int from = flipped ? i / SIDE * SIDE + SIDE - 1 - i % SIDE : i;
        assertEquals(image.rgb()[3 * from], rgb[3 * i]);
        assertEquals(image.rgb()[3 * from + 1], rgb[3 * i + 1]);
      }
      mirrored += flipped ? 1 : 0;
      assertArrayEquals(image.rgb(), changes.apply(image, false, new SplittableRandom(seed)).rgb());
    }
    assertTrue(mirrored > 70 && mirrored < 130, mirrored + " of 200");
  }

  @Test
  void greyStaysGreyAndAsBrightAsAllowed() {
    byte[] grey = new byte[3 * SIDE * SIDE];
    Arrays.fill(grey, (byte) 100);
    RgbImage image = new RgbImage(SIDE, SIDE, grey.clone());
    Set<Integer> seen = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      byte[] rgb = changed(Augmentation.none().withColourJitter(0.3), image, seed).rgb();
      int value = rgb[0] & 0xFF;
      seen.add(value);
      assertTrue(value >= 70 && value <= 130, "found " + value);
      for (byte other : rgb) {
        assertEquals(value, other & 0xFF, 1);
      }
    }
    assertTrue(seen.size() > 10, seen.toString());
    assertArrayEquals(grey, image.rgb(), "what was given has not changed");
  }

  @Test
  void coloursStayWithinAByte() {
    Augmentation strong = Augmentation.none().withColourJitter(0.9);
    for (int seed = 0; seed < 20; seed++) {
      RgbImage changed = changed(strong, ramp(SIDE, SIDE), seed);
      // Values that ran over would jump between neighbours of a ramp.
      for (int x = 1; x < SIDE; x++) {
        int step = (changed.rgb()[3 * x] & 0xFF) - (changed.rgb()[3 * (x - 1)] & 0xFF);
        assertTrue(Math.abs(step) < 64, "seed " + seed + ", pixel " + x + ": " + step);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameImage() {
    RgbImage image = ramp(60, 40);
    byte[] first = changed(Augmentation.defaults(), image, 5).rgb();
    assertArrayEquals(first, changed(Augmentation.defaults(), image, 5).rgb());
    assertTrue(!Arrays.equals(first, changed(Augmentation.defaults(), image, 6).rgb()));
  }
}
