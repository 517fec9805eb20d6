package io.github.ram4j.image.decode;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import java.util.Map;
import java.util.Optional;

/** Formats of images and documents that are recognized by their first bytes, and not read. */
final class UnreadFormats {
  private static final int BRAND_BYTES = 4;
  private static final int MOST_BRANDS = 32;

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

  /** Brand → name, of files built by ISO/IEC 14496-12. */
  private static final Map<String, String> BRANDS =
      Map.ofEntries(
          Map.entry("avif", "AVIF"),
          Map.entry("avis", "AVIF"),
          Map.entry("heic", "HEIC"),
          Map.entry("heix", "HEIC"),
          Map.entry("heim", "HEIC"),
          Map.entry("heis", "HEIC"),
          Map.entry("hevc", "HEIC"),
          Map.entry("hevx", "HEIC"),
          Map.entry("crx ", "Canon raw (CR3)"),
          Map.entry("qt  ", "QuickTime film"),
          Map.entry("isom", "MP4 film"),
          Map.entry("mp41", "MP4 film"),
          Map.entry("mp42", "MP4 film"));

  private UnreadFormats() {}

  /**
   * The name of a file's format.
   *
   * @param bytes all of the file, its highest bytes first
   * @return empty where no format known here fits
   */
  static Optional<String> name(HeaderBytes bytes) {
    if (bytes.ascii(BRAND_BYTES, "ftyp")) {
      return Optional.of(nameOfBrands(bytes));
    }
    return SIGNATURES.entrySet().stream()
        .filter(entry -> bytes.ascii(0, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The major brand, and those that the file is compatible with: either may be a general one. */
  private static String nameOfBrands(HeaderBytes bytes) {
    long end = Math.min(bytes.length(), BRAND_BYTES * (MOST_BRANDS + 2L));
    try {
      end = Math.min(end, bytes.u32(0));
    } catch (DamagedImageException e) {
      end = 0; // the major brand alone
    }
    for (long place = 8; place == 8 || place + BRAND_BYTES <= end; place += BRAND_BYTES) {
      String name = place == 12 ? null : BRANDS.get(bytes.printable(place, BRAND_BYTES));
      if (name != null) {
        return name;
      }
    }
    boolean isImage = bytes.ascii(8, "mif1") || bytes.ascii(8, "msf1");
    return isImage ? "HEIF" : "ISO media file of brand " + bytes.printable(8, BRAND_BYTES);
  }
}
