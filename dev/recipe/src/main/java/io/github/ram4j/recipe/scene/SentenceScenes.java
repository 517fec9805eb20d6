package io.github.ram4j.recipe.scene;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.IconRaster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scenes with captions: one to three different things, four icons at most, and their places.
 *
 * <p>A caption has the colour of a thing only if its icons are tinted, and then always. It always
 * has the backdrop. Things are named from the upper left to the lower right, except one between two
 * others. So similar images have similar sentences, and places decide which thing is named first.
 *
 * <p>The first scenes can be simple ones: one thing, or several things with their relation, each
 * with one icon that is not changed.
 *
 * <p>Immutable and thread-safe.
 */
public final class SentenceScenes implements Scenes {
  /** Probabilities of one, two and three things. */
  private static final double[] THINGS = {0.45, 0.38, 0.17};

  private static final int MOST_ICONS = 4;
  private static final double COLOURED = 0.2;
  private static final double RECOLOURED = 0.5;
  private static final double DEGRADED = 0.25;
  private static final double MAX_TURN = Math.toRadians(18);
  private static final int TRIES = 20;

  /** Probability of a caption without places of things. */
  private static final double LISTED = 0.18;

  /** Probabilities of one, two and three things in a simple scene. */
  private static final double[] SIMPLE_THINGS = {0.15, 0.4, 0.45};

  private static final List<Relation> OF_TWO =
      List.of(Relation.LEFT_OF, Relation.ABOVE, Relation.NEXT_TO);

  private static final List<Relation> OF_THREE =
      List.of(Relation.LEFT_OF, Relation.ABOVE, Relation.BETWEEN);

  private static final Comparator<Group> AS_READ =
      Comparator.comparingDouble(group -> group.box().centerX() + group.box().centerY());

  private final IconLibrary library;
  private final Set<String> extraTags;
  private final long allFrom;

  /**
   * Draws scenes of all kinds.
   *
   * @param library its tags are drawn alike often, and for a tag its sets
   * @param extraTags the tags of {@link #extraTags} that scenes have
   */
  public SentenceScenes(IconLibrary library, Collection<String> extraTags) {
    this(library, extraTags, 0);
  }

  /**
   * Draws simple scenes first.
   *
   * @param library its tags are drawn alike often, and for a tag its sets
   * @param extraTags the tags of {@link #extraTags} that scenes have
   * @param allFrom index from which scenes are of all kinds; before, ever fewer are simple
   */
  public SentenceScenes(IconLibrary library, Collection<String> extraTags, long allFrom) {
    this.library = library;
    this.extraTags = Set.copyOf(extraTags);
    this.allFrom = allFrom;
  }

  /**
   * Names of possible tags besides things: of backdrops, such as "sky", and colours of backdrops
   * and things; in alphabetical order.
   */
  public static List<String> extraTags() {
    return Setting.allTags();
  }

  @Override
  public Scene scene(long seed, long index) {
    Rng rng = Rng.of(seed, index);
    boolean simple = index < allFrom && !rng.chance((double) index / allFrom);
    for (int i = 0; i < TRIES; i++) {
      List<Group> groups = simple ? simpleThings(rng) : things(rng, 1 + rng.weighted(THINGS));
      Scene scene = scene(rng, groups, told(rng, groups.size(), simple), simple);
      if (scene != null) {
        return scene;
      }
    }
    return scene(rng, things(rng, 1), Optional.empty(), simple);
  }

  private List<Group> simpleThings(Rng rng) {
    return things(rng, 1 + rng.weighted(SIMPLE_THINGS)).stream()
        .map(thing -> new Group(thing.tag(), 1, "", null))
        .toList();
  }

  /** Different things, without boxes yet. */
  private List<Group> things(Rng rng, int number) {
    List<Group> things = new ArrayList<>();
    Set<String> tags = new TreeSet<>();
    int room = MOST_ICONS - number;
    int bound = Math.min(number, library.classes().size());
    while (things.size() < bound) {
      IconClass shown = rng.pick(library.classes());
      if (tags.add(shown.name())) {
        int most = Noun.of(shown.name()).counted() ? Math.min(2, room) : 0;
        int more = Math.min(most, rng.weighted(0.62, 0.23, 0.15));
        room -= more;
        things.add(new Group(shown.name(), 1 + more, colour(rng), null));
      }
    }
    return things;
  }

  private static String colour(Rng rng) {
    return rng.chance(COLOURED) ? rng.pick(ColourName.ofThings()).word() : "";
  }

  /** The relation of the first of some things to all others, if the caption has one. */
  private static Optional<Relation> told(Rng rng, int things, boolean always) {
    List<Relation> choices =
        switch (things) {
          case 1 -> List.of();
          case 2 -> OF_TWO;
          default -> OF_THREE;
        };
    boolean listed = choices.isEmpty() || (!always && rng.chance(LISTED));
    return listed ? Optional.empty() : Optional.of(rng.pick(choices));
  }

  private static boolean isTrue(Optional<Relation> told, List<Group> groups) {
    List<Box> boxes = groups.stream().map(Group::box).toList();
    return told.isEmpty() || told.get().holds(boxes.get(0), boxes.subList(1, boxes.size()));
  }

  /** A scene of some things, null if the relation of the caption did not come true. */
  private Scene scene(Rng rng, List<Group> things, Optional<Relation> told, boolean simple) {
    List<Box> boxes = Layout.of(rng, things.stream().map(Group::count).toList(), told);
    Map<String, List<PlacedIcon>> icons = new LinkedHashMap<>();
    for (int i = 0; i < things.size(); i++) {
      icons.put(things.get(i).tag(), place(rng, things.get(i), boxes.get(i), simple));
    }
    List<Group> groups =
        inOrder(Scene.groupsOf(icons.values().stream().flatMap(List::stream).toList()), told);
    if (!isTrue(told, groups)) {
      return null;
    }
    Setting setting = Setting.any(rng, things.stream().map(Group::tag).toList());
    return new Scene(
        setting.backdrop(),
        groups.stream().flatMap(group -> icons.get(group.tag()).stream()).toList(),
        !simple && rng.chance(DEGRADED) ? Degradation.near(rng) : Degradation.NONE,
        tags(groups, setting),
        setting.phrase(),
        SentenceWriter.write(rng, groups, told, setting.phrase()));
  }

  /** Groups in the order of a sentence. */
  private static List<Group> inOrder(List<Group> groups, Optional<Relation> told) {
    int fixed = told.isPresent() ? 1 : 0;
    List<Group> ordered = new ArrayList<>(groups.subList(0, fixed));
    groups.subList(fixed, groups.size()).stream().sorted(AS_READ).forEach(ordered::add);
    return ordered;
  }

  private List<String> tags(List<Group> groups, Setting setting) {
    Set<String> tags = new TreeSet<>(setting.tags());
    groups.forEach(group -> tags.add(group.colour()));
    tags.retainAll(extraTags);
    groups.forEach(group -> tags.add(group.tag()));
    return List.copyOf(tags);
  }

  private List<PlacedIcon> place(Rng rng, Group thing, Box box, boolean simple) {
    List<PlacedIcon> placed = new ArrayList<>();
    List<IconRaster> icons = rng.pick(library.icons(thing.tag()));
    IconRaster icon = rng.pick(icons);
    IconAugmentation augmentation =
        simple ? IconAugmentation.PLAIN : augmentation(rng, thing.colour());
    boolean alike = rng.chance(0.6);
    for (Box cell : Layout.cells(rng, box, thing.count())) {
      IconRaster shown = alike ? icon : rng.pick(icons);
      placed.add(
          fitted(rng, PlacedIcon.sized(rng, thing.tag(), shown, 1, MAX_TURN, augmentation), cell));
    }
    return placed;
  }

  private static IconAugmentation augmentation(Rng rng, String colour) {
    if (!colour.isEmpty()) {
      return IconAugmentation.coloured(rng, ColourName.valueOf(colour.toUpperCase(Locale.ROOT)));
    }
    return rng.chance(RECOLOURED) ? IconAugmentation.near(rng) : IconAugmentation.PLAIN;
  }

  /** Places an icon in a cell, as large as there is room or a little smaller. */
  private static PlacedIcon fitted(Rng rng, PlacedIcon icon, Box cell) {
    Box box = icon.box();
    double room = Math.min(cell.width() / box.width(), cell.height() / box.height());
    PlacedIcon scaled = icon.scaled(room * rng.between(0.82, 1));
    double freeX = (cell.width() - scaled.box().width()) / 2;
    double freeY = (cell.height() - scaled.box().height()) / 2;
    return scaled.at(
        cell.centerX() + rng.between(-freeX, freeX), cell.centerY() + rng.between(-freeY, freeY));
  }
}
