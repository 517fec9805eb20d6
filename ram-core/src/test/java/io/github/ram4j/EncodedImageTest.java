package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedImageTest {
  private static final EncodedImage IMAGE =
      EncodedImage.of("dog.png", "0a1b", 2, new float[] {1, 2, 3, 4, 5, 6});

  @Test
  void knowsWhereItComesFrom() {
    assertEquals("dog.png", IMAGE.name());
    assertEquals("0a1b", IMAGE.model());
    assertEquals(2, IMAGE.width());
  }

  @Test
  void rowsAreAReadOnlyViewFromTheFirst() {
    FloatBuffer rows = IMAGE.rows();
    assertEquals(FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5, 6}), rows);
    assertTrue(rows.isReadOnly());
    assertFalse(rows.hasArray());
    assertThrows(ReadOnlyBufferException.class, () -> rows.put(0, 9));
    rows.get();
    assertEquals(6, IMAGE.rows().remaining());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5})
  void rowsAreWhole(int numbers) {
    assertEquals(
        "rows of dog.png: expected a multiple of 2 numbers, found " + numbers,
        assertThrows(
                IllegalArgumentException.class,
                () -> EncodedImage.of("dog.png", "0a1b", 2, new float[numbers]))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aRowHasAtLeastOneNumber(int width) {
    assertEquals(
        "width of rows of dog.png: expected 1 or more, found " + width,
        assertThrows(
                IllegalArgumentException.class,
                () -> EncodedImage.of("dog.png", "0a1b", width, new float[4]))
            .getMessage());
  }

  @Test
  void hasANameAndAModel() {
    float[] rows = new float[2];
    assertThrows(NullPointerException.class, () -> EncodedImage.of(null, "0a1b", 1, rows));
    assertThrows(NullPointerException.class, () -> EncodedImage.of("dog.png", null, 1, rows));
  }
}
