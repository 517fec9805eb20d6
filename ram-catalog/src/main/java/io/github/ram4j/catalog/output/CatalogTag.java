package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.filter.OutputTag;
import java.time.Instant;
import java.util.Objects;

/**
 * A tag of an image, as a catalogue has it, with its origin.
 *
 * @param tag name, path, score and threshold; its id is that of the model's list
 * @param model the model that found it
 * @param time the start of the run that found it
 */
public record CatalogTag(OutputTag tag, String model, Instant time) {
  /** Checks that nothing is missing. */
  public CatalogTag {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(time, "time");
  }
}
