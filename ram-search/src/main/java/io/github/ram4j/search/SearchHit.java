package io.github.ram4j.search;

import io.github.ram4j.locate.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An image that was found.
 *
 * @param folder the absolute path of the folder that was tagged
 * @param path relative to the folder, with "/" between its parts
 * @param score of words: the mean of the best tags' scores, in [0, 1]; of images and texts: the
 *     cosine similarity, in [−1, 1]
 * @param tags the best score first
 * @param captions the best first; empty where none were written
 * @param scene the boxes of the tags that were searched for, the best first, without masks and
 *     recognized tags; empty where the catalogue has none of them
 */
public record SearchHit(
    Path folder,
    String path,
    double score,
    List<HitTag> tags,
    List<String> captions,
    Optional<Scene> scene) {
  /** Copies the lists. */
  public SearchHit {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(path, "path");
    tags = List.copyOf(tags);
    captions = List.copyOf(captions);
    Objects.requireNonNull(scene, "scene");
  }

  /**
   * The same image with another score.
   *
   * @param other as of {@code score}
   * @return a new hit
   */
  public SearchHit withScore(double other) {
    return new SearchHit(folder, path, other, tags, captions, scene);
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
