package io.github.ram4j.recipe.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelationTest {
  private static final Box LEFT = new Box(0, 0.3, 0.3, 0.6);
  private static final Box RIGHT = new Box(0.5, 0.4, 0.9, 0.8);
  private static final Box HIGH = new Box(0.55, 0, 0.8, 0.3);

  @Test
  void sidesAreToldByWhereBoxesEnd() {
    assertTrue(Relation.LEFT_OF.holds(LEFT, List.of(RIGHT, HIGH)));
    assertFalse(Relation.RIGHT_OF.holds(LEFT, List.of(RIGHT)));
    assertTrue(Relation.RIGHT_OF.holds(RIGHT, List.of(LEFT)));
    assertTrue(Relation.ABOVE.holds(HIGH, List.of(RIGHT)));
    assertFalse(Relation.ABOVE.holds(LEFT, List.of(RIGHT)), "a little higher is not above");
    assertTrue(Relation.BELOW.holds(RIGHT, List.of(HIGH)));
    assertFalse(Relation.ABOVE.holds(HIGH, List.of(RIGHT, HIGH)), "must hold for each");
  }

  @Test
  void nextToIsLevelAndNear() {
    assertTrue(Relation.NEXT_TO.holds(LEFT, List.of(RIGHT)));
    assertTrue(Relation.NEXT_TO.holds(RIGHT, List.of(LEFT)));
    assertFalse(Relation.NEXT_TO.holds(HIGH, List.of(RIGHT)));
    assertFalse(Relation.NEXT_TO.holds(LEFT, List.of(HIGH)), "not level");
    assertFalse(Relation.NEXT_TO.holds(LEFT, List.of(new Box(0.8, 0.3, 1, 0.6))), "far away");
    assertFalse(Relation.NEXT_TO.holds(LEFT, List.of(LEFT)));
  }

  @Test
  void betweenIsOnOneLine() {
    Box middle = new Box(0.35, 0.3, 0.5, 0.6);
    assertTrue(Relation.BETWEEN.holds(middle, List.of(RIGHT, LEFT)));
    assertTrue(Relation.BETWEEN.holds(new Box(0, 0.35, 1, 0.38), List.of(HIGH, RIGHT)));
    assertFalse(Relation.BETWEEN.holds(LEFT, List.of(middle, RIGHT)));
    assertFalse(Relation.BETWEEN.holds(middle, List.of(RIGHT)));
  }

  @Test
  void boxesMeasureThemselves() {
    assertEquals(new Box(0, 0.3, 0.9, 0.8), LEFT.union(RIGHT));
    assertEquals(0.7, RIGHT.centerX(), 1e-9);
    assertEquals(1, new Box(0, 0, 1, 1).overlap(HIGH), 1e-9);
    assertEquals(0, LEFT.overlap(RIGHT));
    assertEquals(0.5, new Box(0, 0, 1, 1).overlap(new Box(0.5, 0, 1.5, 1)), 1e-9);
  }
}
