package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.XmpDocument;
import java.util.List;
import java.util.Optional;

/**
 * What an image file has itself.
 *
 * @param document its XMP, where another file's is written; empty where there is none
 * @param iptc its keywords of IPTC, older than XMP
 * @param orientation its EXIF orientation, 1 to 8
 */
record ImageContent(Optional<XmpDocument> document, List<String> iptc, int orientation) {

  /** An image of which nothing is known. */
  static ImageContent none() {
    return new ImageContent(Optional.empty(), List.of(), 1);
  }
}
