package io.github.ram4j.recipe.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Backdrop and its phrase in a sentence. There is always a phrase, so that the sentence has the ten
 * tokens that a caption has at least by default.
 *
 * @param backdrop the painted backdrop
 * @param phrase such as "under a cloudy sky"
 * @param tags tags of the backdrop
 */
record Setting(Backdrop backdrop, String phrase, List<String> tags) {
  private static final List<Place> PLACES =
      List.of(
          new Place(BackdropKind.CLOUDY_SKY, 0x6db3f0, "under a cloudy sky", "sky", "cloudy"),
          new Place(BackdropKind.STARRY_SKY, 0x10163c, "under a starry sky", "sky", "night sky"),
          new Place(BackdropKind.GRASS, 0x5fae3c, "on the green grass", "grass"),
          new Place(BackdropKind.WATER, 0x2f7fce, "on the blue water", "water"),
          new Place(BackdropKind.SAND, 0xe6cf98, "on the yellow sand", "sand"),
          new Place(BackdropKind.SNOW, 0xdfe8f2, "on the white snow", "snow"));

  private static final List<Place> PATTERNS =
      List.of(
          new Place(BackdropKind.STRIPES, 0, "on a striped background", "stripe"),
          new Place(BackdropKind.CHECKS, 0, "on a checkered background"),
          new Place(BackdropKind.DOTS, 0, "on a dotted background", "polka dot"));

  private static final String ANY = "on a colorful background";

  /** Kinds without a name. */
  private static final List<BackdropKind> UNNAMED =
      List.of(
          BackdropKind.LINEAR,
          BackdropKind.RADIAL,
          BackdropKind.BLOBS,
          BackdropKind.NOISE,
          BackdropKind.HILLS);

  /** Things that cannot be distinguished from parts of these backdrops. */
  private static final Set<String> PART_OF_PLACES =
      Set.of("cloud", "star", "moon", "sun", "snowflake", "tree");

  /** A kind with a name. */
  private record Place(BackdropKind kind, int rgb, String phrase, List<String> tags) {
    private Place(BackdropKind kind, int rgb, String phrase, String... tags) {
      this(kind, rgb, phrase, List.of(tags));
    }
  }

  /** A setting for some things; a named backdrop always has its phrase. */
  static Setting any(Rng rng, List<String> things) {
    return switch (rng.weighted(0.4, 0.26, 0.1, 0.24)) {
      case 0 -> place(rng, things);
      case 1 -> colour(rng);
      case 2 -> named(rng, rng.pick(PATTERNS), rng.anyRgb());
      default -> unnamed(rng);
    };
  }

  private static Setting place(Rng rng, List<String> things) {
    if (things.stream().anyMatch(PART_OF_PLACES::contains)) {
      return colour(rng);
    }
    Place place = rng.pick(PLACES);
    return named(rng, place, rng.near(place.rgb(), 14));
  }

  private static Setting named(Rng rng, Place place, int rgb) {
    return new Setting(new Backdrop(place.kind(), rgb, rng.seed()), place.phrase(), place.tags());
  }

  private static Setting colour(Rng rng) {
    ColourName colour = rng.pick(List.of(ColourName.values()));
    String phrase =
        "on %s %s background".formatted(colour == ColourName.ORANGE ? "an" : "a", colour.word());
    Backdrop backdrop = new Backdrop(BackdropKind.PLAIN, rng.near(colour.rgb(), 12), rng.seed());
    return new Setting(backdrop, phrase, List.of(colour.word()));
  }

  private static Setting unnamed(Rng rng) {
    return new Setting(new Backdrop(rng.pick(UNNAMED), rng.anyRgb(), rng.seed()), ANY, List.of());
  }

  /** All phrases about backdrops. */
  static List<String> phrases() {
    List<String> phrases = new ArrayList<>(List.of(ANY));
    PLACES.forEach(place -> phrases.add(place.phrase()));
    PATTERNS.forEach(place -> phrases.add(place.phrase()));
    for (ColourName colour : ColourName.values()) {
      String article = colour == ColourName.ORANGE ? "an" : "a";
      phrases.add("on %s %s background".formatted(article, colour.word()));
    }
    return phrases;
  }

  /** All possible tags of backdrops. */
  static List<String> allTags() {
    List<String> tags = new ArrayList<>();
    PLACES.forEach(place -> tags.addAll(place.tags()));
    PATTERNS.forEach(place -> tags.addAll(place.tags()));
    for (ColourName colour : ColourName.values()) {
      tags.add(colour.word());
    }
    return tags.stream().distinct().sorted().toList();
  }
}
