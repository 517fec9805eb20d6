package io.github.ram4j.metadata;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of a file.
 *
 * @param file the sidecar or the image file
 * @param kind what was done
 * @param notes what a person may want to know, sentences in English; may be empty
 */
public record MetadataChange(Path file, Kind kind, List<String> notes) {

  /** What was done. */
  public enum Kind {
    /** The file was made or replaced. */
    WRITTEN,

    /** All was there already, or nothing was there to take away; the file is as it was. */
    UNCHANGED,

    /** An earlier run left metadata, and {@link ExistingTags#SKIP} was asked for. */
    SKIPPED,

    /** The sidecar had nothing left and was deleted. */
    DELETED
  }

  /** Copies the notes. */
  public MetadataChange {
    notes = List.copyOf(notes);
  }
}
