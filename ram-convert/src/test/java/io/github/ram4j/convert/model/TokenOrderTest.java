package io.github.ram4j.convert.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.convert.model.Architecture.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenOrderTest {
  private static final Stage SMALL = new Stage(2, 1, 4, 2, 2);

  @Test
  void windowsAreReadOneAfterTheOther() {
    assertArrayEquals(
        new int[] {0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15},
        TokenOrder.windows(SMALL));
  }

  @Test
  void shiftedWindowsAreThoseOfTheRolledMap() {
    // Rolled by -1 both ways, the first window has the tokens 5, 6, 9 and 10 of the map.
    int[] order = TokenOrder.shiftedWindows(SMALL);
    assertArrayEquals(new int[] {5, 6, 9, 10}, Arrays.copyOf(order, 4));
    assertArrayEquals(new int[] {15, 12, 3, 0}, Arrays.copyOfRange(order, 12, 16));
  }

  @Test
  void shiftedWindowsOfAKindAreTogether() {
    Stage stage = new Stage(2, 1, 12, 4, 4);
    List<int[]> kinds = WindowKind.of(stage).stream().map(WindowKind::windows).toList();
    assertArrayEquals(new int[] {0, 1, 3, 4}, kinds.get(0));
    assertArrayEquals(new int[] {2, 5}, kinds.get(1));
    assertArrayEquals(new int[] {6, 7}, kinds.get(2));
    assertArrayEquals(new int[] {8}, kinds.get(3));
    // Window 3, the third of the first kind, begins at row 4 and column 0 of the rolled map.
    int[] order = TokenOrder.shiftedWindows(stage);
    assertEquals((4 + 2) * 12 + 2, order[2 * 16]);
  }

  @Test
  void squaresGoDownBeforeTheyGoRight() {
    Stage next = new Stage(2, 1, 2, 2, 2);
    assertArrayEquals(
        new int[] {0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15},
        TokenOrder.squares(SMALL, next));
  }

  @Test
  void everyOrderIsAPermutationAndIndicesUndoEachOther() {
    Stage stage = new Stage(2, 1, 12, 4, 4);
    int[] plain = TokenOrder.windows(stage);
    int[] shifted = TokenOrder.shiftedWindows(stage);
    int[] sorted = shifted.clone();
    Arrays.sort(sorted);
    assertArrayEquals(IntStream.range(0, 144).toArray(), sorted);
    long[] there = TokenOrder.indices(plain, shifted);
    long[] back = TokenOrder.indices(shifted, plain);
    for (int i = 0; i < there.length; i++) {
      assertEquals(shifted[i], plain[(int) there[i]]);
      assertEquals(i, back[(int) there[i]]);
    }
  }
}
