package io.github.ram4j.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The target of a name after all links are followed. */
final class LinkTarget {
  private static final int MOST_LINKS = 40;

  private LinkTarget() {}

  /**
   * Follows links from one to the next; the last need not lead to a file that exists. Names that
   * stand for a stream of this process are left as they are: they link to no name.
   *
   * @return an absolute path
   */
  static Path of(Path file) throws IOException {
    Path at = file.toAbsolutePath();
    for (int links = 0; !isStream(at) && Files.isSymbolicLink(at); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return at;
  }

  /** The folder of a target; of a root, itself. */
  static Path folder(Path target) {
    return Objects.requireNonNullElse(target.getParent(), target);
  }

  /**
   * Returns whether a name is one of {@code /dev/stdout}, {@code /dev/fd/1} or {@code
   * /proc/self/fd/1}.
   */
  static boolean isStream(Path file) {
    return number(file) >= 0;
  }

  /** The number of the open file that a name stands for; -1 for none. */
  static int number(Path file) {
    String name = file.toString();
    if (name.equals("/dev/stdout")) {
      return 1;
    }
    if (name.equals("/dev/stderr")) {
      return 2;
    }
    return name.matches("/dev/fd/\\d{1,6}|/proc/(self|\\d+)/fd/\\d{1,6}")
        ? Integer.parseInt(file.getFileName().toString())
        : -1;
  }
}
