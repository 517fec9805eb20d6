package io.github.ram4j.data;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The paths of images in examples, which are relative to the folder of their file.
 *
 * <p>Immutable and thread-safe.
 */
public final class ImagePaths {
  private final Path folder;

  private ImagePaths(Path folder) {
    this.folder = folder;
  }

  /**
   * The paths in a file.
   *
   * @param file of examples; it need not exist
   * @return its paths
   */
  public static ImagePaths ofFile(Path file) {
    return new ImagePaths(file.toAbsolutePath().getParent());
  }

  /**
   * Resolves the path of an image.
   *
   * @param image as an example has it, relative or absolute
   * @return the path of a file that need not exist
   * @throws InvalidPathException if no file can have such a name on this system
   */
  public Path resolve(String image) {
    return folder.resolve(image);
  }

  /**
   * Moves an example to a file in another folder.
   *
   * @param other the folder, absolute
   * @param example with a path of this file's
   * @return the same example if the folder is this file's, the path is absolute, or no file can
   *     have such a name on this system
   */
  public Example movedTo(Path other, Example example) {
    Path target = other.normalize();
    Path image;
    try {
      image = resolve(example.image()).normalize();
      if (target.equals(folder.normalize()) || Path.of(example.image()).isAbsolute()) {
        return example;
      }
    } catch (InvalidPathException e) {
      return example;
    }
    return image.getRoot().equals(target.getRoot())
        ? example.withImage(target.relativize(image).toString().replace(File.separatorChar, '/'))
        : example.withImage(image.toString());
  }

  /**
   * Gives an example the absolute path of its image.
   *
   * @param example with a path of this file's
   * @return an example; the same if no file can have such a name on this system
   */
  public Example absolute(Example example) {
    try {
      return example.withImage(resolve(example.image()).normalize().toString());
    } catch (InvalidPathException e) {
      return example;
    }
  }
}
