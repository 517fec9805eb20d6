package io.github.ram4j.onnx;

import io.github.ram4j.RamException;
import io.github.ram4j.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Path;

/** Opening of a bundle's folder that others may replace meanwhile, anew for each replacement. */
final class LatestBundle {
  private static final int ATTEMPTS = 5;

  private LatestBundle() {}

  /** A function that opens a bundle, and closes what it opened if it fails. */
  @FunctionalInterface
  interface Opening<T> {
    T open(Bundle bundle) throws IOException;
  }

  /**
   * Opens a bundle, read anew for each of at most 5 attempts.
   *
   * @throws IOException if a file cannot be read
   * @throws RamException as the opening throws it; after the last attempt it says that the bundle
   *     was replaced
   */
  static <T> T open(Path folder, Opening<T> opening) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Bundle bundle = Bundle.read(folder);
      try {
        return opening.open(bundle);
      } catch (IOException | RamException e) {
        if (attempt == ATTEMPTS || bundle.isCurrent()) {
          throw e;
        }
      }
    }
  }
}
