package io.github.ram4j.locate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Run lengths are those that pycocotools 2.0.11 writes of the same pixels. */
class MaskTest {
  private static final String GRID_OF_TWO_COLUMNS = "0>d0O10O10O10O10O10LN42O10O10O10O10O1F";

  /** Pixels by a rule. */
  private interface Rule {
    boolean isInside(int x, int y);
  }

  private static Mask mask(int width, int height, Rule rule) {
    BitSet bits = new BitSet();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        bits.set(y * width + x, rule.isInside(x, y));
      }
    }
    Mask mask = Mask.ofBits(width, height, bits);
    assertEquals(bits, mask.bits());
    return mask;
  }

  private static void compare(Mask mask, String counts, int area) {
    assertEquals(counts, mask.coco());
    assertEquals(area, mask.area());
    assertEquals(mask, Mask.ofCoco(mask.width(), mask.height(), counts));
    assertEquals(mask, Mask.ofRuns(mask.width(), mask.height(), mask.runs()));
  }

  @Test
  void nothing() {
    Mask mask = mask(7, 5, (x, y) -> false);
    compare(mask, "S1", 0);
    assertEquals(Optional.empty(), mask.box());
    assertArrayEquals(new int[] {35}, mask.runs());
  }

  @Test
  void everything() {
    Mask mask = mask(7, 5, (x, y) -> true);
    compare(mask, "0S1", 35);
    assertEquals(Optional.of(new Box(0, 0, 7, 5)), mask.box());
  }

  @Test
  void ring() {
    Mask mask = mask(9, 6, (x, y) -> x >= 2 && x < 7 && y >= 1 && y < 4 && !(x == 4 && y == 2));
    compare(mask, "=3300NN02200;", 14);
    assertEquals(Optional.of(new Box(2, 1, 7, 4)), mask.box());
  }

  @Test
  void corners() {
    Mask mask = mask(4, 3, (x, y) -> (x == 0 && y == 0) || (x == 3 && y == 2));
    compare(mask, "01:0", 2);
    assertEquals(Optional.of(new Box(0, 0, 4, 3)), mask.box());
  }

  @Test
  void disk() {
    Mask mask = mask(640, 480, (x, y) -> (x - 300) * (x - 300) + (y - 200) * (y - 200) < 22_500);
    assertTrue(mask.coco().startsWith("gnV2S1f=>D:F:G8I6I8I6J6K4K6K4K6K4L4L4L4L4L4M2M4L4M2M4M2M4"));
    assertTrue(mask.coco().endsWith("4L4L4L5J5L5J5L5J6J7H7J7H9F:F<B`lh2"));
    compare(mask, mask.coco(), 70_661);
    assertEquals(Optional.of(new Box(151, 51, 450, 350)), mask.box());
  }

  @Test
  void boxOfARunOverSeveralColumns() {
    assertEquals(Optional.of(new Box(0, 0, 3, 4)), Mask.ofRuns(3, 4, 3, 7, 2).box());
  }

  @Test
  void emptyRunsAreJoined() {
    Mask mask = Mask.ofRuns(3, 2, 1, 0, 1, 2, 0, 1, 1);
    assertArrayEquals(new int[] {2, 3, 1}, mask.runs());
  }

  @Test
  void wrongRuns() {
    assertThrows(IllegalArgumentException.class, () -> Mask.ofRuns(3, 2, 5));
    assertThrows(IllegalArgumentException.class, () -> Mask.ofRuns(3, 2, 5, 2));
    assertThrows(IllegalArgumentException.class, () -> Mask.ofRuns(3, 2, 7, -1));
    assertThrows(IllegalArgumentException.class, () -> Mask.ofRuns(0, 2));
  }

  @Test
  void wrongText() {
    assertThrows(IllegalArgumentException.class, () -> Mask.ofCoco(7, 5, "S"));
    assertThrows(IllegalArgumentException.class, () -> Mask.ofCoco(7, 5, "S1\n"));
    assertThrows(IllegalArgumentException.class, () -> Mask.ofCoco(7, 5, "oooooooooo0"));
    assertThrows(IllegalArgumentException.class, () -> Mask.ofCoco(7, 5, "O"));
    assertThrows(IllegalArgumentException.class, () -> Mask.ofCoco(40, 2, GRID_OF_TWO_COLUMNS));
  }

  @Test
  void boxes() {
    assertEquals(new Box(0, 2, 5, 4), new Box(-3, 2, 5, 9).within(10, 4));
    assertEquals(8, new Box(1, 2, 3, 6).area());
    assertThrows(IllegalArgumentException.class, () -> new Box(Float.NaN, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Box(2, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Box(0, 0, Float.POSITIVE_INFINITY, 1));
  }
}
