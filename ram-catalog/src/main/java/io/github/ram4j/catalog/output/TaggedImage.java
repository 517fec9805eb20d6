package io.github.ram4j.catalog.output;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An image that is finished: with tags, or with the reason that it has none.
 *
 * @param image its file
 * @param run the run that finished it
 * @param tags the best score first
 * @param captions English sentences, the best first; empty where none were asked for
 * @param regions of tags; empty where no run looked for any
 * @param error why it failed; empty where it did not
 */
public record TaggedImage(
    ImageFile image,
    CatalogRunInfo run,
    List<CatalogTag> tags,
    List<String> captions,
    Optional<CatalogRegions> regions,
    Optional<String> error) {
  /** Checks that nothing is missing, and copies the lists. */
  public TaggedImage {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(run, "run");
    tags = List.copyOf(tags);
    captions = List.copyOf(captions);
    Objects.requireNonNull(regions, "regions");
    Objects.requireNonNull(error, "error");
  }
}
