package io.github.ram4j.image.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.MaskPolygon;
import io.github.ram4j.locate.MaskPolygon.Corner;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskOutlinesTest {
  private static final int WIDTH = 12;
  private static final int HEIGHT = 9;

  @Test
  void partWithAHoleAndASinglePixel() {
    BitSet bits = rectangle(1, 1, 7, 7);
    bits.andNot(rectangle(3, 3, 5, 5));
    bits.set(2 * WIDTH + 10);
    List<MaskPolygon> polygons = MaskOutlines.of(Mask.ofBits(WIDTH, HEIGHT, bits));
    assertEquals(3, polygons.size());
    MaskPolygon single =
        polygons.stream().filter(each -> each.corners().size() == 1).findFirst().orElseThrow();
    assertEquals(List.of(new Corner(10, 2)), single.corners());
    MaskPolygon square =
        polygons.stream()
            .filter(each -> !each.hole() && each.corners().size() > 1)
            .findFirst()
            .orElseThrow();
    assertEquals(
        Set.of(new Corner(1, 1), new Corner(1, 6), new Corner(6, 6), new Corner(6, 1)),
        new HashSet<>(square.corners()));
    int at = polygons.indexOf(square);
    MaskPolygon hole = polygons.get(at + 1);
    assertTrue(hole.hole());
    hole.corners()
        .forEach(corner -> assertTrue(bits.get(corner.y() * WIDTH + corner.x()), "of the thing"));
  }

  @Test
  void nothing() {
    assertEquals(List.of(), MaskOutlines.of(Mask.ofBits(WIDTH, HEIGHT, new BitSet())));
  }

  @Test
  void wholeImage() {
    List<MaskPolygon> polygons = MaskOutlines.of(Mask.ofRuns(WIDTH, HEIGHT, 0, WIDTH * HEIGHT));
    assertEquals(1, polygons.size());
    assertFalse(polygons.get(0).hole());
    assertEquals(4, polygons.get(0).corners().size());
  }

  private static BitSet rectangle(int left, int top, int right, int bottom) {
    BitSet bits = new BitSet();
    for (int y = top; y < bottom; y++) {
      bits.set(y * WIDTH + left, y * WIDTH + right);
    }
    return bits;
  }
}
