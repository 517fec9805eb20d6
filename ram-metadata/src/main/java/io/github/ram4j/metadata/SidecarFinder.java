package io.github.ram4j.metadata;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.xmp.Names;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The sidecars of an image, in either form of name. */
final class SidecarFinder {
  private static final List<String> ENDINGS = List.of(".xmp", ".XMP");

  /** Files of these kinds can have a sidecar of their own. */
  private static final Set<String> WITH_SIDECARS =
      Set.of(
          "3fr", "arw", "avif", "bmp", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "gif",
          "heic", "heif", "hif", "iiq", "jpe", "jpeg", "jpg", "jxl", "k25", "kdc", "mef", "mos",
          "mov", "mp4", "mrw", "nef", "nrw", "orf", "pef", "png", "psd", "raf", "raw", "rw2", "rwl",
          "sr2", "srf", "srw", "tif", "tiff", "webp", "x3f");

  private final Path image;
  private final String name;
  private final String stem;
  private final String extension;

  SidecarFinder(Path image) {
    this.image = image;
    this.name = Objects.requireNonNull(image.getFileName(), "image").toString();
    int dot = name.lastIndexOf('.');
    this.stem = dot > 0 ? name.substring(0, dot) : name;
    this.extension = dot > 0 ? name.substring(dot + 1) : "";
  }

  /** A sidecar to be written, and what is to be said of the choice. */
  record Choice(Path file, List<String> notes) {}

  /** The sidecar that exists, or else the name of a new one. */
  Choice choose(SidecarName preferred) throws IOException {
    List<String> notes = new ArrayList<>();
    Optional<Path> full = existing(SidecarName.FULL);
    Optional<Path> byStem = existing(SidecarName.STEM);
    if (preferred == SidecarName.FULL && full.isPresent()) {
      byStem.ifPresent(
          found -> notes.add("there is %s, too; it is left alone".formatted(found.getFileName())));
      return new Choice(full.get(), notes);
    }
    boolean shared = byStem.isPresent() && !isOfThisImage(byStem.get());
    if (shared) {
      notes.add(
          "%s may be of another file of this name and is left alone"
              .formatted(byStem.get().getFileName()));
    }
    Optional<Path> stem = shared ? Optional.empty() : byStem;
    if (preferred == SidecarName.STEM && stem.isPresent()) {
      full.ifPresent(
          found -> notes.add("there is %s, too; it is left alone".formatted(found.getFileName())));
      return new Choice(stem.get(), notes);
    }
    Optional<Path> other = preferred == SidecarName.FULL ? stem : full;
    if (other.isPresent()) {
      notes.add("%s was there and is used".formatted(other.get().getFileName()));
      return new Choice(other.get(), notes);
    }
    if (preferred == SidecarName.STEM && (shared || !siblings().isEmpty())) {
      notes.add("other files have this name, so the sidecar has the full name of the image");
      return new Choice(path(SidecarName.FULL, ENDINGS.get(0)), notes);
    }
    return new Choice(path(preferred, ENDINGS.get(0)), notes);
  }

  /** All sidecars of the image. */
  List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    existing(SidecarName.FULL).ifPresent(all::add);
    Optional<Path> byStem = existing(SidecarName.STEM);
    if (byStem.isPresent() && isOfThisImage(byStem.get())) {
      all.add(byStem.get());
    }
    return all;
  }

  private Path path(SidecarName form, String ending) {
    return image.resolveSibling((form == SidecarName.FULL ? name : stem) + ending);
  }

  private Optional<Path> existing(SidecarName form) {
    if (form == SidecarName.STEM && extension.isEmpty()) {
      return Optional.empty();
    }
    return ENDINGS.stream().map(ending -> path(form, ending)).filter(Files::exists).findFirst();
  }

  /** Whether {@code IMG.xmp} is of this image, where there may be {@code IMG.CR2} beside it. */
  private boolean isOfThisImage(Path sidecar) throws IOException {
    Optional<String> said = Optional.empty();
    try (SidecarPlace place = new SidecarPlace(sidecar)) {
      said = place.document().text(Names.PHOTOSHOP, "SidecarForExtension");
    } catch (FileFormatException e) {
      if (!siblings().isEmpty()) {
        return false;
      }
      throw e;
    }
    return said.isPresent() ? said.get().equalsIgnoreCase(extension) : siblings().isEmpty();
  }

  /** Other files of the same name without its ending that can have sidecars. */
  private List<Path> siblings() throws IOException {
    Path folder = Objects.requireNonNullElse(image.toAbsolutePath().getParent(), image);
    List<Path> siblings = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> isSibling(file.getFileName().toString()))) {
      files.forEach(siblings::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return siblings;
  }

  private boolean isSibling(String other) {
    return other.length() > stem.length() + 1
        && other.startsWith(stem + ".")
        && !other.equals(name)
        && WITH_SIDECARS.contains(other.substring(stem.length() + 1).toLowerCase(Locale.ROOT));
  }
}
