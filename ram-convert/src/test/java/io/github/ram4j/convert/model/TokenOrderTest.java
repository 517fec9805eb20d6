package io.github.ram4j.convert.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.convert.layout.Architecture.Stage;
import java.util.ArrayList;
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
  void tokensOfShiftedWindowsThatTheRollBroughtTogetherAreApart() {
    // Rolled by -1 both ways, the first window has the tokens 5, 6, 9 and 10 of the map; the one to
    // its right has 7 and 11 from within the map, and 4 and 8 from its left edge.
    int[] order = TokenOrder.shiftedWindows(SMALL);
    assertArrayEquals(new int[] {5, 6, 9, 10}, Arrays.copyOf(order, 4));
    assertArrayEquals(new int[] {7, 11, 4, 8}, Arrays.copyOfRange(order, 4, 8));
    assertArrayEquals(new int[] {13, 14, 1, 2}, Arrays.copyOfRange(order, 8, 12));
    assertArrayEquals(new int[] {15, 12, 3, 0}, Arrays.copyOfRange(order, 12, 16));
  }

  @Test
  void groupsOfShiftedWindowsAreByShape() {
    List<String> even = new ArrayList<>();
    for (WindowKind kind : WindowKind.shifted(new Stage(2, 1, 12, 4, 4))) {
      even.add("%d of %d x %d".formatted(kind.origins().size(), kind.rows(), kind.columns()));
    }
    assertEquals(List.of("4 of 4 x 4", "4 of 4 x 2", "4 of 2 x 4", "4 of 2 x 2"), even);
    List<String> odd = new ArrayList<>();
    for (WindowKind kind : WindowKind.shifted(new Stage(2, 1, 14, 7, 7))) {
      odd.add("%d of %d x %d".formatted(kind.origins().size(), kind.rows(), kind.columns()));
    }
    assertEquals(
        List.of(
            "1 of 7 x 7",
            "1 of 7 x 4",
            "1 of 7 x 3",
            "1 of 4 x 7",
            "1 of 4 x 4",
            "1 of 4 x 3",
            "1 of 3 x 7",
            "1 of 3 x 4",
            "1 of 3 x 3"),
        odd);
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
