package io.github.ram4j.recipe.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.recipe.icons.IconRaster;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionFiguresTest {
  private static final IconRaster DOT = new IconRaster("dot", 1, 1, new int[] {-1});

  /** Two cats on the left of a car, on the yellow sand. */
  private static final Scene SCENE =
      new Scene(
          new Backdrop(BackdropKind.SAND, 0, 0),
          List.of(icon("cat", 0.2, 0.3), icon("cat", 0.2, 0.7), icon("car", 0.8, 0.5)),
          Degradation.NONE,
          List.of("car", "cat"),
          "on the yellow sand",
          "two cats on the left of a car on the yellow sand");

  private static PlacedIcon icon(String tag, double x, double y) {
    return new PlacedIcon(tag, DOT, x, y, 0.3, 0.3, 0, false, IconAugmentation.PLAIN);
  }

  private static CaptionFigures figures(String... captions) {
    CaptionFigures figures =
        new CaptionFigures(new SentenceReader(List.of("cat", "car", "dog", "milk")));
    for (String caption : captions) {
      figures.add(SCENE, caption);
    }
    return figures;
  }

  @Test
  void aTrueCaptionIsRightInEverything() {
    CaptionFigures figures =
        figures(SCENE.caption(), "a car to the right of two cats on the yellow sand");
    assertEquals(1, figures.f1());
    assertEquals(1, figures.countsRight());
    assertEquals(1, figures.relationsRight());
    assertEquals(2, figures.relations());
    assertEquals(1, figures.settingsRight());
    assertEquals(2, figures.captions());
  }

  @Test
  void falseThingsCostPrecisionAndMissingOnesRecall() {
    CaptionFigures figures = figures("a dog and two cats", "milk");
    assertEquals(1.0 / 3, figures.precision());
    assertEquals(1.0 / 4, figures.recall());
    assertEquals(2.0 / 7, figures.f1());
    assertEquals(1, figures.countsRight());
    assertEquals(0, figures.settingsRight());
  }

  @Test
  void falseCountsColoursAndRelationsAreCounted() {
    CaptionFigures figures =
        figures(
            "three cats above a red car on the white snow",
            "two cats on the left of a dog on the yellow sand");
    assertEquals(2.0 / 3, figures.countsRight());
    assertEquals(0, figures.coloursRight());
    assertEquals(0, figures.relationsRight(), "not above, and no dog");
    assertEquals(0.5, figures.settingsRight());
  }

  @Test
  void relationsOfThingsThatAreThereCountAlone() {
    CaptionFigures figures =
        figures(
            SCENE.caption(),
            "two cats above a car on the yellow sand",
            "a dog on the left of a car on the yellow sand");
    assertEquals(3, figures.relations());
    assertEquals(1.0 / 3, figures.relationsRight());
    assertEquals(1.0 / 2, figures.relationsOfShownRight());
  }

  @Test
  void nothingSaidIsNothingRight() {
    assertEquals(0, figures("").f1());
    assertEquals(0, figures("").relationsRight());
  }
}
