package io.github.ram4j.image.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images of many kinds: each is decoded right, or refused by the name of what it is. */
class OddImagesTest {
  /** Pillow refuses it, and what is right is so up to one step. */
  private static final String LONG_MASKS = "odd/case-32-101010.bmp";

  private static final Map<String, String> REFUSALS = new HashMap<>();

  static {
    REFUSALS.putAll(Fixtures.refusals("odd"));
    REFUSALS.putAll(Fixtures.refusals("odd-web"));
  }

  /** Builds of libjpeg and libwebp on other processors may round differently. */
  private static final double LOSSY_TOLERANCE = 0.5;

  static List<String> decoded() {
    return all().stream()
        .filter(name -> !REFUSALS.containsKey(name))
        .filter(name -> !name.equals(LONG_MASKS))
        .toList();
  }

  static List<String> refused() {
    return REFUSALS.keySet().stream().sorted().toList();
  }

  static List<String> all() {
    return Stream.concat(Fixtures.oddNames("odd").stream(), Fixtures.oddNames("odd-web").stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("decoded")
  void decodesWhatIsRight(String name) {
    RgbImage expected = Fixtures.expected(name, false);
    RgbImage found = decode(name);
    assertEquals(expected.width(), found.width());
    assertEquals(expected.height(), found.height());
    if (name.contains("jpeg") || name.endsWith(".jpg") || name.contains("lossy")) {
      assertTrue(Fixtures.meanDifference(expected, found) < LOSSY_TOLERANCE);
    } else {
      assertArrayEquals(expected.rgb(), found.rgb());
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void namesWhatIsRefused(String name) {
    String message = assertThrows(ImageException.class, () -> decode(name)).getMessage();
    assertTrue(message.startsWith(name + ": "), message);
    assertTrue(message.contains(REFUSALS.get(name)), message);
  }

  @ParameterizedTest
  @MethodSource("all")
  void remembersNothingOfOthers(String name) {
    String first = answer(name);
    for (String between : List.of("odd/rgb-none-one.tif", "rgb.jpg", "lossy.webp")) {
      String other = answer(between);
      assertEquals(first, answer(name));
      assertEquals(other, answer(between));
    }
  }

  @Test
  void readsLongBitMasksToWithinAStep() {
    String name = LONG_MASKS;
    byte[] expected = Fixtures.expected(name, false).rgb();
    byte[] found = decode(name).rgb();
    for (int i = 0; i < expected.length; i++) {
      assertTrue(Math.abs((expected[i] & 0xFF) - (found[i] & 0xFF)) <= 1);
    }
  }

  private static String answer(String name) {
    try {
      return Arrays.toString(decode(name).rgb());
    } catch (ImageException e) {
      return e.getMessage();
    }
  }

  private static RgbImage decode(String name) {
    return ImageDecoder.decode(Fixtures.bytes(name), DecodeOptions.DEFAULTS, name);
  }
}
