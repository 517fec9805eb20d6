package io.github.ram4j.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A measurement of a complete bundle before it is moved to its place. */
@FunctionalInterface
public interface BundleMeasurement {
  /** A measurement without figures. */
  BundleMeasurement NONE = bundle -> new TreeMap<>();

  /**
   * Measures the bundle.
   *
   * @param bundle the complete folder, under its temporary name
   * @return the figures of its accuracy against float32, by name, for its manifest
   * @throws IOException if the bundle cannot be read or is rejected; the folder is deleted then
   */
  SortedMap<String, String> measure(Path bundle) throws IOException;
}
