package io.github.ram4j.catalog.output;

import java.time.Instant;
import java.util.Objects;

/**
 * The run that finished an image.
 *
 * @param model its model
 * @param time its start
 */
public record CatalogRunInfo(String model, Instant time) {
  /** Checks that nothing is missing. */
  public CatalogRunInfo {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(time, "time");
  }
}
