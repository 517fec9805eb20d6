package io.github.ram4j.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Measures a bundle that is complete, before it is moved to its place. */
@FunctionalInterface
public interface BundleMeasurement {
  /** Measures nothing. */
  BundleMeasurement NONE = bundle -> new TreeMap<>();

  /**
   * Measures it.
   *
   * @param bundle a folder that can be opened, under a name that it does not keep
   * @return how far its answers are from float32's, by name, for its manifest
   * @throws IOException if it cannot be read, or is not wanted: then nothing of it is left
   */
  SortedMap<String, String> measure(Path bundle) throws IOException;
}
