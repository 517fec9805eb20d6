package io.github.ram4j.recipe.scene;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.IconRaster;
import java.util.List;

/**
 * Scenes for a model that knows nothing yet: one large icon as it is, on one colour.
 *
 * <p>Immutable and thread-safe.
 */
public final class FirstScenes implements Scenes {
  private static final double SMALLEST = 0.75;
  private static final double LARGEST = 0.98;
  private static final double MAX_TURN = Math.toRadians(8);

  private final IconLibrary library;

  /** Draws from a library, all of whose tags are drawn alike often. */
  public FirstScenes(IconLibrary library) {
    this.library = library;
  }

  @Override
  public Scene scene(long seed, long index) {
    Dice dice = Dice.of(seed, index);
    IconClass shown = dice.pick(library.classes());
    IconRaster raster = dice.pick(dice.pick(library.icons(shown.name())));
    double size = dice.between(SMALLEST, LARGEST);
    PlacedIcon icon =
        PlacedIcon.sized(dice, shown.name(), raster, size, MAX_TURN, Look.PLAIN).at(0.5, 0.5);
    Backdrop backdrop = new Backdrop(BackdropKind.PLAIN, dice.near(0xf8f8f8, 7), dice.seed());
    return new Scene(backdrop, List.of(icon), Blemishes.NONE, List.of(shown.name()), "", "");
  }
}
