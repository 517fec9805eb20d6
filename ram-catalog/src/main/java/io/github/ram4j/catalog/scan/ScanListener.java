package io.github.ram4j.catalog.scan;

import java.io.IOException;
import java.nio.file.Path;

/** A listener to a scan. Its methods are called in the scan's thread. */
public interface ScanListener {
  /** A listener that hears nothing. */
  ScanListener NONE = new ScanListener() {};

  /**
   * Tells how far a scan is.
   *
   * @param images found so far
   */
  default void found(long images) {}

  /**
   * Tells of a folder or file that could not be looked at; the scan goes on.
   *
   * @param file the folder or file
   * @param cause what was found instead
   */
  default void unreadable(Path file, IOException cause) {}
}
