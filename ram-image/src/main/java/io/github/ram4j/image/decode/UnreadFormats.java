package io.github.ram4j.image.decode;

import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.IsoBrands;
import java.util.Map;
import java.util.Optional;

/** Formats of images and documents that are recognized by their first bytes, and not read. */
final class UnreadFormats {
  /** First bytes → name, of formats that always begin so. */
  private static final Map<String, String> SIGNATURES =
      Map.ofEntries(
          Map.entry("\0\0\0\fjP  \r\n\u0087\n", "JPEG 2000"),
          Map.entry("\u00FFO\u00FFQ", "JPEG 2000 codestream"),
          Map.entry("\0\0\0\fJXL \r\n\u0087\n", "JPEG XL"),
          Map.entry("\u00FF\n", "JPEG XL"),
          Map.entry("II\u00BC", "JPEG XR"),
          Map.entry("\u008AMNG\r\n\u001A\n", "MNG"),
          Map.entry("\u008BJNG\r\n\u001A\n", "JNG"),
          Map.entry("8BPS", "Photoshop document"),
          Map.entry("\0\0\1\0", "Windows icon"),
          Map.entry("\0\0\2\0", "Windows cursor"),
          Map.entry("qoif", "QOI"),
          Map.entry("v/1\1", "OpenEXR"),
          Map.entry("#?RADIANCE", "Radiance HDR"),
          Map.entry("DDS ", "DirectDraw surface"),
          Map.entry("gimp xcf", "GIMP document"),
          Map.entry("BPG\u00FB", "BPG"),
          Map.entry("%PDF-", "PDF"),
          Map.entry("%!PS", "PostScript"),
          Map.entry("<svg", "SVG"),
          Map.entry("IIRO", "Olympus raw"),
          Map.entry("IIU\0", "Panasonic raw"),
          Map.entry("FUJIFILMCCD-RAW", "Fujifilm raw"));

  private UnreadFormats() {}

  /**
   * The name of a file's format.
   *
   * @param bytes all of the file, its highest bytes first
   * @return empty where no format known here fits
   */
  static Optional<String> name(HeaderBytes bytes) {
    Optional<String> ofIsoFile = IsoBrands.otherFormat(bytes);
    if (ofIsoFile.isPresent()) {
      return ofIsoFile;
    }
    return SIGNATURES.entrySet().stream()
        .filter(entry -> bytes.ascii(0, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
