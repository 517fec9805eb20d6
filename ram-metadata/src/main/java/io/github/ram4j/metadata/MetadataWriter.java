package io.github.ram4j.metadata;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.MetadataChange.Kind;
import io.github.ram4j.metadata.xmp.XmpDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes what models found to the metadata of images, and takes it back.
 *
 * <p>What other programs and persons wrote stays: fields, values, their order, and every byte of
 * the image. A file is replaced in one step, and not at all where it cannot be read whole. Writing
 * the same again changes nothing.
 *
 * <p>Immutable and thread-safe, but for two calls about one file at a time.
 */
public final class MetadataWriter {
  private final MetadataOptions options;

  private MetadataWriter(MetadataOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * A writer.
   *
   * @param options place, names, languages, fields
   * @return the writer
   */
  public static MetadataWriter of(MetadataOptions options) {
    return new MetadataWriter(options);
  }

  /**
   * Writes findings to the sidecar of an image or into it, as the options say.
   *
   * @param image a file; for a sidecar it may be of any format
   * @param findings of the image
   * @return the file that was written, and what a person may want to know
   * @throws FileFormatException if the image or its sidecar is damaged or of another format;
   *     nothing is written
   * @throws IOException if a file cannot be read or written, may not be written, or was changed
   *     meanwhile; nothing is written
   */
  public MetadataChange write(Path image, Findings findings) throws IOException {
    return write(image, List.of(findings));
  }

  /**
   * Writes what several runs found, in one step: a tagger's tags and a detector's regions, say.
   * Earlier values are treated as the options say, and the runs' are together in their place.
   *
   * @param image a file; for a sidecar it may be of any format
   * @param runs one or more; regions are those of the first that has some
   * @return the file that was written, and what a person may want to know
   * @throws IllegalArgumentException if there is no run
   * @throws FileFormatException if the image or its sidecar is damaged or of another format;
   *     nothing is written
   * @throws IOException if a file cannot be read or written, may not be written, or was changed
   *     meanwhile; nothing is written
   */
  public MetadataChange write(Path image, List<Findings> runs) throws IOException {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(
          "findings: expected those of at least one run, found none");
    }
    if (Files.exists(image) && !Files.isRegularFile(image)) {
      throw new FileFormatException(image + ": expected an image, found a folder or a device");
    }
    if (options.place() == MetadataPlace.SIDECAR) {
      return writeSidecar(image, runs);
    }
    try (EmbeddedPlace place = embedded(image)) {
      return write(
          place, runs, new ImageContent(Optional.empty(), place.iptc(), place.orientation()));
    }
  }

  /** The first run with the regions of any, so that earlier ones give way to them. */
  private static Findings withRegions(List<Findings> runs) {
    Findings first = runs.get(0);
    for (Findings findings : runs) {
      if (first.regions().isEmpty() && findings.regions().isPresent()) {
        first = first.withRegions(findings.regions().get());
      }
    }
    return first;
  }

  private EmbeddedPlace embedded(Path image) throws IOException {
    return EmbeddedPlace.open(image, options.keepTime())
        .orElseThrow(
            () ->
                new FileFormatException(
                    image
                        + ": expected JPEG, PNG, WebP or TIFF to embed metadata in, found another"
                        + " format; a sidecar is possible"));
  }

  private MetadataChange writeSidecar(Path image, List<Findings> runs) throws IOException {
    SidecarFinder.Choice choice = new SidecarFinder(image).choose(options.sidecarName());
    List<String> notes = new ArrayList<>(choice.notes());
    ImageContent read = read(image, notes);
    try (SidecarPlace place = new SidecarPlace(choice.file())) {
      MetadataChange change = write(place, runs, read);
      notes.addAll(change.notes());
      return new MetadataChange(change.file(), change.kind(), notes);
    }
  }

  private ImageContent read(Path image, List<String> notes) throws IOException {
    try {
      Optional<EmbeddedPlace> opened = EmbeddedPlace.open(image, false);
      if (opened.isEmpty()) {
        return ImageContent.none();
      }
      try (EmbeddedPlace place = opened.get()) {
        return new ImageContent(
            place.exists() ? Optional.of(place.document()) : Optional.empty(),
            place.iptc(),
            place.orientation());
      }
    } catch (FileFormatException e) {
      notes.add("the metadata in the image cannot be read: " + e.getMessage());
      return ImageContent.none();
    }
  }

  private MetadataChange write(XmpPlace place, List<Findings> runs, ImageContent image)
      throws IOException {
    XmpDocument document = place.document();
    Provenance provenance = Provenance.read(document);
    if (options.existing() == ExistingTags.SKIP && !provenance.runs().isEmpty()) {
      return new MetadataChange(place.file(), Kind.SKIPPED, List.of());
    }
    if (runs.stream().allMatch(Findings::isEmpty) && provenance.isEmpty()) {
      return new MetadataChange(place.file(), Kind.UNCHANGED, List.of());
    }
    String before = document.toString();
    if (!place.exists()) {
      provenance.setCreated(place.trace());
    }
    RunMerge merge = new RunMerge(document, provenance, options);
    merge.merge(withRegions(runs), image);
    RunMerge more =
        new RunMerge(document, provenance, options.withExisting(ExistingTags.APPEND), merge);
    for (Findings findings : runs.subList(1, runs.size())) {
      more.merge(findings, image);
    }
    provenance.write(document);
    if (document.toString().equals(before)) {
      return new MetadataChange(place.file(), Kind.UNCHANGED, merge.notes());
    }
    place.save(document);
    return new MetadataChange(place.file(), Kind.WRITTEN, merge.notes());
  }

  /**
   * Takes away what automatic runs wrote: from all sidecars of an image and from the image itself,
   * whatever the options say. A person's values stay, also those that a run found, too. A value
   * that a person took away does not come back. A sidecar that a run made is deleted if nothing
   * else is in it.
   *
   * @param image a file of any format
   * @return what became of each file that a run had written to; empty where there is none
   * @throws FileFormatException if the image or a sidecar is damaged; that file is as it was
   * @throws IOException if a file cannot be read or written, or may not be written
   */
  public List<MetadataChange> undo(Path image) throws IOException {
    List<MetadataChange> changes = new ArrayList<>();
    for (Path sidecar : new SidecarFinder(image).all()) {
      try (SidecarPlace place = new SidecarPlace(sidecar)) {
        undo(place).ifPresent(changes::add);
      }
    }
    Optional<EmbeddedPlace> opened =
        Files.exists(image)
            ? EmbeddedPlace.open(image, options.keepTime())
            : Optional.empty(); // its sidecars may have stayed
    if (opened.isPresent()) {
      try (EmbeddedPlace place = opened.get()) {
        undo(place).ifPresent(changes::add);
      }
    }
    return changes;
  }

  private static Optional<MetadataChange> undo(XmpPlace place) throws IOException {
    XmpDocument document = place.document();
    Provenance provenance = Provenance.read(document);
    if (!place.exists() || provenance.isEmpty()) {
      return Optional.empty();
    }
    RunMerge.undo(document, provenance);
    if (provenance.isCreated() && document.isEmpty()) {
      Kind kind = place.remove(provenance.trace());
      return Optional.of(new MetadataChange(place.file(), kind, List.of()));
    }
    place.save(document);
    return Optional.of(new MetadataChange(place.file(), Kind.WRITTEN, List.of()));
  }
}
