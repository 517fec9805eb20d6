package io.github.ram4j.catalog;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A folder whose images are in a catalogue.
 *
 * @param id the column {@code root.id}
 * @param folder an absolute path
 */
public record CatalogRoot(long id, Path folder) {
  /** Checks that there is a folder. */
  public CatalogRoot {
    Objects.requireNonNull(folder, "folder");
  }

  /**
   * The file of an image.
   *
   * @param path the column {@code image.path}, with "/" between its parts
   * @return an absolute path
   */
  public Path file(String path) {
    return folder.resolve(path);
  }
}
