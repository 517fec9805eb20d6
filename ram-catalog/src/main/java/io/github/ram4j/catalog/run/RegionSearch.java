package io.github.ram4j.catalog.run;

import io.github.ram4j.Tag;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.ThingTags;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What finds the regions of an image's tags, with the names of its models. Immutable: {@link #of}
 * and the {@code with…} methods make it. The models are borrowed as long as a run lasts, and turn
 * images by their EXIF data, since a catalogue has boxes of the upright image.
 */
public final class RegionSearch {
  private final SceneFinder finder;
  private final String detector;
  private final @Nullable String segmenter;
  private final Predicate<Tag> wanted;

  private RegionSearch(
      SceneFinder finder, String detector, @Nullable String segmenter, Predicate<Tag> wanted) {
    this.finder = Objects.requireNonNull(finder, "finder");
    this.detector = Objects.requireNonNull(detector, "detector");
    this.segmenter = segmenter;
    this.wanted = Objects.requireNonNull(wanted, "wanted");
  }

  /**
   * A search for things: attributes and actions are not looked for ({@link ThingTags}).
   *
   * @param finder of boxes, and of masks where it has a segmenter
   * @param detector the model's name for the catalogue and for outputs
   * @return the search
   */
  public static RegionSearch of(SceneFinder finder, String detector) {
    return new RegionSearch(finder, detector, null, ThingTags::contains);
  }

  /**
   * A search with the name of the finder's segmenter.
   *
   * @param name for the catalogue
   * @return a new search
   */
  public RegionSearch withSegmenter(String name) {
    return new RegionSearch(finder, detector, Objects.requireNonNull(name, "name"), wanted);
  }

  /**
   * A search for other tags.
   *
   * @param tags of the recognized ones those that are looked for
   * @return a new search
   */
  public RegionSearch withTags(Predicate<Tag> tags) {
    return new RegionSearch(finder, detector, segmenter, tags);
  }

  SceneFinder finder() {
    return finder;
  }

  String detector() {
    return detector;
  }

  Optional<String> segmenter() {
    return Optional.ofNullable(segmenter);
  }

  boolean isWanted(Tag tag) {
    return wanted.test(tag);
  }
}
