package io.github.ram4j.catalog.output;

import io.github.ram4j.locate.Scene;
import java.time.Instant;
import java.util.Objects;

/**
 * The regions of an image, as a catalogue has them, with their origin.
 *
 * @param scene boxes and masks in pixels of the upright image, the best first, by the names that
 *     tags are written by; without recognized tags
 * @param detector the model that looked for them last
 * @param time the start of its run
 */
public record CatalogRegions(Scene scene, String detector, Instant time) {
  /** Checks that nothing is missing. */
  public CatalogRegions {
    Objects.requireNonNull(scene, "scene");
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(time, "time");
  }
}
