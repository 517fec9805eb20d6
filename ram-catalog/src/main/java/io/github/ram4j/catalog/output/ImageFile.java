package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.CatalogRoot;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An image's file, as a catalogue has it.
 *
 * @param id the column {@code image.id}
 * @param root the folder that it was found in
 * @param path below that folder, with "/" between its parts
 */
public record ImageFile(long id, CatalogRoot root, String path) {
  /** Checks that nothing is missing. */
  public ImageFile {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(path, "path");
  }

  /**
   * The file.
   *
   * @return an absolute path
   */
  public Path file() {
    return root.file(path);
  }
}
