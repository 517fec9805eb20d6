package io.github.ram4j.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An image that was found.
 *
 * @param folder the absolute path of the folder that was tagged
 * @param path relative to the folder, with "/" between its parts
 * @param score of words: the mean of the best tags' scores, in [0, 1]; of images and texts: the
 *     cosine similarity, in [−1, 1]
 * @param tags the best score first
 * @param captions the best first; empty where none were written
 */
public record SearchHit(
    Path folder, String path, double score, List<HitTag> tags, List<String> captions) {
  /** Copies the lists. */
  public SearchHit {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(path, "path");
    tags = List.copyOf(tags);
    captions = List.copyOf(captions);
  }

  /**
   * The file of the image.
   *
   * @return an absolute path
   */
  public Path file() {
    return folder.resolve(path);
  }
}
