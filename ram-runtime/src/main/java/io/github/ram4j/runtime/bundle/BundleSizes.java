package io.github.ram4j.runtime.bundle;

import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;

/** Sizes of a model that its bundle must state. */
public final class BundleSizes {
  private BundleSizes() {}

  /**
   * A size of a bundle's model.
   *
   * @param name of the size in the manifest
   * @param least that makes sense
   * @return the size, {@code least} or more
   * @throws ModelException if there is none, or a smaller one
   */
  public static int atLeast(Bundle bundle, String name, int least) {
    int size;
    try {
      size = bundle.manifest().size(name);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "bundle %s: %s: %s".formatted(bundle.name(), BundleManifest.FILE_NAME, e.getMessage()),
          e);
    }
    if (size < least) {
      throw new ModelException(
          "bundle %s: %s: size.%s: expected at least %d, found %d"
              .formatted(bundle.name(), BundleManifest.FILE_NAME, name, least, size));
    }
    return size;
  }
}
