package io.github.ram4j.catalog;

import io.github.ram4j.FileFormatException;
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
   * @return an absolute path in the folder
   * @throws FileFormatException if the path leads out of the folder, as that of a catalogue which
   *     somebody made to reach other files
   */
  public Path file(String path) {
    Path file = folder.resolve(path);
    Path below = folder.relativize(file).normalize();
    if (below.startsWith("..") || below.toString().isEmpty()) {
      throw new FileFormatException(
          "catalogue, path of an image: expected one below %s, found \"%s\""
              .formatted(folder, path));
    }
    return file;
  }
}
