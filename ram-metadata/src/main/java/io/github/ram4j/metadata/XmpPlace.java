package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.XmpDocument;
import java.io.IOException;
import java.nio.file.Path;

/** A place for XMP: a sidecar, or an image file. */
interface XmpPlace extends AutoCloseable {
  /** The file that the XMP is in. */
  Path file();

  /** Whether there is XMP. */
  boolean exists();

  /** The XMP that is there; empty XMP where there is none. To be changed and saved. */
  XmpDocument document();

  /** What has to be known to make the file as it is, once XMP was put where there is none. */
  String trace() throws IOException;

  /** Writes XMP. */
  void save(XmpDocument document) throws IOException;

  /**
   * Removes the XMP.
   *
   * @return what became of the file
   */
  MetadataChange.Kind remove(String trace) throws IOException;

  @Override
  void close() throws IOException;
}
