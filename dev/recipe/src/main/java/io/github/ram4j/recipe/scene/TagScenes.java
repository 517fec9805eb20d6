package io.github.ram4j.recipe.scene;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.IconRaster;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Scenes for a model that tags: one to four icons anywhere, more than half of the images with one.
 *
 * <p>The difficulty varies from scene to scene, up to a bound. The easiest scene is one unchanged
 * large icon in the middle of one colour; the hardest has several small ones, turned, recoloured,
 * half hidden by noise, on any backdrop. A Swin that begins with hard scenes learns nothing from
 * tens of thousands of them, so the bound can rise with the index (a curriculum).
 *
 * <p>Immutable and thread-safe.
 */
public final class TagScenes implements Scenes {
  private static final double[] COUNTS = {0.4, 0.26, 0.2, 0.14};
  private static final double[] SMALLEST = {0.32, 0.28, 0.25, 0.25};
  private static final double[] LARGEST = {0.98, 0.64, 0.52, 0.46};
  private static final double EASY_SIZE = 0.75;
  private static final double MAX_TURN = Math.toRadians(25);
  private static final double EASY_TURN = Math.toRadians(8);

  /** Largest part of an icon that the image's edge may cut off. */
  private static final double OUTSIDE = 0.04;

  private static final double MAX_OVERLAP = 0.12;
  private static final int TRIES = 40;

  private static final double[] COUNTS_OF_SEVERAL = {0.5, 0.3, 0.2};

  private final IconLibrary library;
  private final long hardestFrom;
  private final long severalUntil;

  /**
   * Draws scenes of all grades.
   *
   * @param library its tags are drawn alike often, and for a tag its sets
   */
  public TagScenes(IconLibrary library) {
    this(library, 0);
  }

  /**
   * Draws easy scenes first.
   *
   * @param library its tags are drawn alike often, and for a tag its sets
   * @param hardestFrom index from which scenes are of all grades; before, the bound rises from none
   */
  public TagScenes(IconLibrary library, long hardestFrom) {
    this(library, hardestFrom, 0);
  }

  private TagScenes(IconLibrary library, long hardestFrom, long severalUntil) {
    this.library = library;
    this.hardestFrom = hardestFrom;
    this.severalUntil = severalUntil;
  }

  /**
   * Draws scenes of all grades, at first only such with several things.
   *
   * @param library its tags are drawn alike often, and for a tag its sets
   * @param until index from which scenes are of all kinds; before, the share that must have two
   *     things or more falls from one to none
   */
  public static TagScenes severalFirst(IconLibrary library, long until) {
    return new TagScenes(library, 0, until);
  }

  @Override
  public Scene scene(long seed, long index) {
    Rng rng = Rng.of(seed, index);
    double bound = hardestFrom == 0 ? 1 : Math.min(1, (double) index / hardestFrom);
    double grade = bound * rng.between(0, 1);
    boolean several = index < severalUntil && rng.chance(1 - (double) index / severalUntil);
    return scene(rng, grade, several);
  }

  /**
   * A scene of one grade.
   *
   * @param grade 0 for the easiest to 1 for the hardest
   * @param several whether it must have two things or more
   */
  private Scene scene(Rng rng, double grade, boolean several) {
    double spread = Math.min(1, 2 * grade);
    Backdrop backdrop = rng.chance(spread) ? Backdrop.any(rng) : Backdrop.plain(rng);
    int count = several ? 2 + rng.weighted(COUNTS_OF_SEVERAL) : count(rng, spread);
    List<PlacedIcon> placed = new ArrayList<>();
    TreeSet<String> tags = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      IconClass shown = rng.pick(library.classes());
      PlacedIcon icon = icon(rng, shown.name(), count, grade);
      PlacedIcon free = count == 1 ? near(rng, icon, spread) : place(rng, icon, placed);
      if (free != null) {
        placed.add(free);
        tags.add(shown.name());
      }
    }
    Degradation degradation = rng.chance(grade / 2) ? Degradation.any(rng) : Degradation.NONE;
    return new Scene(backdrop, placed, degradation, List.copyOf(tags), "", "");
  }

  private static int count(Rng rng, double spread) {
    return rng.chance(spread) ? 1 + rng.weighted(COUNTS) : 1;
  }

  private PlacedIcon icon(Rng rng, String tag, int count, double grade) {
    IconRaster raster = rng.pick(rng.pick(library.icons(tag)));
    double smallest =
        count == 1 ? EASY_SIZE + grade * (SMALLEST[0] - EASY_SIZE) : SMALLEST[count - 1];
    double size = rng.between(smallest, LARGEST[count - 1]);
    double turn = EASY_TURN + grade * (MAX_TURN - EASY_TURN);
    IconAugmentation augmentation =
        rng.chance(grade / 2) ? IconAugmentation.any(rng) : IconAugmentation.PLAIN;
    return PlacedIcon.sized(rng, tag, raster, size, turn, augmentation);
  }

  /**
   * Places a single icon near the middle.
   *
   * @param spread 0 for the middle itself to 1 for anywhere
   */
  private static PlacedIcon near(Rng rng, PlacedIcon icon, double spread) {
    Box box = icon.box();
    double freeX = Math.max(0, 0.5 - box.width() / 2 + OUTSIDE) * spread;
    double freeY = Math.max(0, 0.5 - box.height() / 2 + OUTSIDE) * spread;
    return icon.at(0.5 + rng.between(-freeX, freeX), 0.5 + rng.between(-freeY, freeY));
  }

  /** Puts an icon where there is room, smaller if need be; null if there is none. */
  private static PlacedIcon place(Rng rng, PlacedIcon icon, List<PlacedIcon> others) {
    PlacedIcon tried = icon;
    for (int i = 0; i < TRIES; i++) {
      Box box = tried.box();
      double marginX = Math.min(0.5, box.width() / 2 - OUTSIDE);
      double marginY = Math.min(0.5, box.height() / 2 - OUTSIDE);
      tried = tried.at(rng.between(marginX, 1 - marginX), rng.between(marginY, 1 - marginY));
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
