package io.github.ram4j.metadata;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.xmp.Names;
import io.github.ram4j.metadata.xmp.XmpDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the metadata of images. Thread-safe. */
public final class MetadataReader {
  private MetadataReader() {}

  /**
   * Reads the sidecars of an image and the image itself.
   *
   * @param image a file of any format
   * @return those files that have XMP, sidecars first; may be empty
   * @throws FileFormatException if the image or a sidecar is damaged
   * @throws IOException if a file cannot be read
   */
  public static List<ImageMetadata> read(Path image) throws IOException {
    List<ImageMetadata> found = new ArrayList<>();
    for (Path sidecar : new SidecarFinder(image).all()) {
      try (SidecarPlace place = new SidecarPlace(sidecar)) {
        found.add(metadata(place));
      }
    }
    Optional<EmbeddedPlace> opened = EmbeddedPlace.open(image, false);
    if (opened.isPresent()) {
      try (EmbeddedPlace place = opened.get()) {
        if (place.exists()) {
          found.add(metadata(place));
        }
      }
    }
    return found;
  }

  private static ImageMetadata metadata(XmpPlace place) {
    XmpDocument document = place.document();
    Map<KeywordField, List<String>> keywords = new EnumMap<>(KeywordField.class);
    for (KeywordField field : KeywordField.values()) {
      List<String> values = new KeywordFieldValues(document, field).all();
      if (!values.isEmpty()) {
        keywords.put(field, values);
      }
    }
    return new ImageMetadata(
        place.file(),
        keywords,
        document
            .text(Names.DC, "description")
            .or(() -> document.defaultText(Names.DC, "description")),
        Provenance.read(document).runs());
  }
}
