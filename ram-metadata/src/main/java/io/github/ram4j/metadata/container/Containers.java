package io.github.ram4j.metadata.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The formats whose files can have XMP embedded. */
public final class Containers {
  /** Names of raw files that are TIFF files by their first bytes; nobody wants those changed. */
  private static final Set<String> RAW =
      Set.of(
          "3fr", "arw", "cr2", "dcr", "dng", "erf", "fff", "iiq", "k25", "kdc", "mef", "mos", "nef",
          "nrw", "pef", "rwl", "sr2", "srf", "srw");

  private Containers() {}

  /**
   * Opens a file of a format that can have XMP embedded.
   *
   * @return empty where the file is of another format
   * @throws io.github.ram4j.FileFormatException if the file is damaged
   */
  public static Optional<ImageContainer> open(Path file) throws IOException {
    FileBytes source = new FileBytes(file);
    boolean opened = false;
    try {
      Optional<ImageContainer> container = open(source, extension(file));
      opened = container.isPresent();
      return container;
    } finally {
      if (!opened) {
        source.close();
      }
    }
  }

  private static Optional<ImageContainer> open(FileBytes source, String extension)
      throws IOException {
    if (source.holds(0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
      return Optional.of(new JpegFile(source));
    }
    if (source.holds(0, PngFile.SIGNATURE)) {
      return Optional.of(new PngFile(source));
    }
    if (source.holds(0, latin("RIFF")) && source.holds(8, latin("WEBP"))) {
      return Optional.of(new WebpFile(source));
    }
    if (TiffFile.begins(source) && !source.holds(8, latin("CR")) && !RAW.contains(extension)) {
      return Optional.of(new TiffFile(source));
    }
    return Optional.empty();
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String extension(Path file) {
    String name = file.toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
