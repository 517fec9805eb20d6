package io.github.ram4j.recipe.scene;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.IconRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Scenes for a model that tags: one to four icons anywhere, half of the pictures with one.
 *
 * <p>Immutable and thread-safe.
 */
public final class TagScenes implements Scenes {
  private static final double[] COUNTS = {0.5, 0.22, 0.16, 0.12};
  private static final double[] SMALLEST = {0.32, 0.28, 0.25, 0.25};
  private static final double[] LARGEST = {0.98, 0.64, 0.52, 0.46};
  private static final double MAX_TURN = Math.toRadians(25);

  /** How far an icon may be cut off by the picture's edge. */
  private static final double OUTSIDE = 0.04;

  private static final double MAX_OVERLAP = 0.12;
  private static final int TRIES = 40;

  private final IconLibrary library;

  /**
   * Draws from a library.
   *
   * @param library its tags are drawn alike often, and for a tag its sets
   */
  public TagScenes(IconLibrary library) {
    this.library = library;
  }

  @Override
  public Scene scene(long seed, long index) {
    Dice dice = Dice.of(seed, index);
    Backdrop backdrop = Backdrop.any(dice);
    int count = 1 + dice.weighted(COUNTS);
    List<PlacedIcon> placed = new ArrayList<>();
    TreeSet<String> tags = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      IconClass shown = dice.pick(library.classes());
      PlacedIcon icon = icon(dice, shown.name(), count);
      PlacedIcon free = place(dice, icon, placed);
      if (free != null) {
        placed.add(free);
        tags.add(shown.name());
      }
    }
    return new Scene(backdrop, placed, Blemishes.any(dice), List.copyOf(tags), "", "");
  }

  private PlacedIcon icon(Dice dice, String tag, int count) {
    IconRaster raster = dice.pick(dice.pick(library.icons(tag)));
    double size = dice.between(SMALLEST[count - 1], LARGEST[count - 1]);
    return PlacedIcon.sized(dice, tag, raster, size, MAX_TURN, Look.any(dice));
  }

  /** Puts an icon where there is room, smaller if need be; null if there is none. */
  private static PlacedIcon place(Dice dice, PlacedIcon icon, List<PlacedIcon> others) {
    PlacedIcon tried = icon;
    for (int i = 0; i < TRIES; i++) {
      Box box = tried.box();
      double marginX = Math.min(0.5, box.width() / 2 - OUTSIDE);
      double marginY = Math.min(0.5, box.height() / 2 - OUTSIDE);
      tried = tried.at(dice.between(marginX, 1 - marginX), dice.between(marginY, 1 - marginY));
      Box candidate = tried.box();
      if (others.stream().allMatch(other -> other.box().overlap(candidate) <= MAX_OVERLAP)) {
        return tried;
      }
      if (i % 8 == 7 && Math.max(box.width(), box.height()) > 0.26) {
        tried = tried.scaled(0.88);
      }
    }
    return null;
  }
}
