package io.github.ram4j.image.decode.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DecodeOptionsTest {
  @Test
  void turnsUprightByDefault() {
    assertTrue(DecodeOptions.DEFAULTS.exifRotation());
    DecodeOptions stored = DecodeOptions.DEFAULTS.withExifRotation(false);
    assertFalse(stored.exifRotation());
    assertEquals(DecodeOptions.DEFAULTS.maxPixels(), stored.maxPixels());
    assertEquals(DecodeOptions.DEFAULTS.maxBytes(), stored.maxBytes());
  }

  @Test
  void refusesLimitsThatNoArrayReaches() {
    assertThrows(IllegalArgumentException.class, () -> DecodeOptions.DEFAULTS.withLimits(0, 1));
    assertThrows(IllegalArgumentException.class, () -> DecodeOptions.DEFAULTS.withLimits(1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> DecodeOptions.DEFAULTS.withLimits(715_827_883, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> DecodeOptions.DEFAULTS.withLimits(1, Integer.MAX_VALUE));
  }
}
