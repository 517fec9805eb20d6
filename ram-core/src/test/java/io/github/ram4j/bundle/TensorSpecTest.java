package io.github.ram4j.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorSpecTest {
  @ParameterizedTest
  @ValueSource(strings = {"float32 [batch, 3, 384, 384]", "int64 []", "uint8 [past + words, ?]"})
  void textComesBackAsItWas(String text) {
    assertEquals(text, TensorSpec.parse(text).toString());
  }

  @Test
  void sizesThatVaryAreMinusOne() {
    TensorSpec spec = TensorSpec.float32("batch", 3, 0, "past + 1", "?");
    assertEquals(-1, spec.size(0));
    assertEquals(3, spec.size(1));
    assertEquals(0, spec.size(2));
    assertEquals(-1, spec.size(3));
    assertEquals(-1, spec.size(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-384", "+3", "007", "99999999999999999999", ""})
  void aNumberThatIsNoSizeIsNoNameEither(String axis) {
    String text = "float32 [batch, %s, 384]".formatted(axis);
    assertEquals(
        "axis of a tensor: expected a size or a name, found \"" + axis + "\"",
        assertThrows(IllegalArgumentException.class, () -> TensorSpec.parse(text)).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          float32 [batch, 3] | float32 [n, 3]     | true
          float32 [batch, 3] | float32 [1, 3]     | false
          float32 [batch, 3] | float32 [batch, 4] | false
          float32 [batch, 3] | float32 [batch]    | false
          float32 [batch, 3] | int64 [batch, 3]   | false
          float32 [batch, ?] | float32 [batch, 4] | true
          float32 [batch, ?] | float32 [batch, n] | true
          """)
  void axesFitBySize(String expected, String found, boolean fits) {
    assertEquals(fits, TensorSpec.parse(expected).fits(TensorSpec.parse(found)));
  }

  @Test
  void anUnknownAxisFitsBothWays() {
    TensorSpec unknown = TensorSpec.float32("?", 3);
    TensorSpec known = TensorSpec.float32(7, 3);
    assertTrue(unknown.fits(known));
    assertTrue(known.fits(unknown));
    assertFalse(known.fits(TensorSpec.float32(8, 3)));
  }
}
