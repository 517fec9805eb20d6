package io.github.ram4j.image.decode.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Brands of files built by ISO/IEC 14496-12: images, films and raw files. */
public final class IsoBrands {
  private static final int BRAND_BYTES = 4;
  private static final int MOST_BRANDS = 32;

  private static final Map<String, ImageFormat> IMAGES =
      Map.of(
          "avif", ImageFormat.AVIF,
          "avis", ImageFormat.AVIF,
          "heic", ImageFormat.HEIC,
          "heix", ImageFormat.HEIC,
          "heim", ImageFormat.HEIC,
          "heis", ImageFormat.HEIC,
          "hevc", ImageFormat.HEIC,
          "hevx", ImageFormat.HEIC);

  private static final Map<String, String> OTHERS =
      Map.of(
          "crx ", "Canon raw (CR3)",
          "qt  ", "QuickTime film",
          "isom", "MP4 film",
          "mp41", "MP4 film",
          "mp42", "MP4 film");

  private IsoBrands() {}

  /**
   * The format of an image, by its brands: the first one known counts, the major brand before those
   * that the file is compatible with, since either may be a general one.
   *
   * @param bytes all of the file, its highest bytes first
   * @return {@link ImageFormat#HEIC}, {@link ImageFormat#AVIF} or {@link ImageFormat#HEIF}; empty
   *     where the file is none of them
   */
  public static Optional<ImageFormat> imageFormat(HeaderBytes bytes) {
    List<String> brands = brands(bytes);
    for (String brand : brands) {
      if (OTHERS.containsKey(brand)) {
        return Optional.empty();
      }
      if (IMAGES.containsKey(brand)) {
        return Optional.of(IMAGES.get(brand));
      }
    }
    boolean isImage = !brands.isEmpty() && brands.get(0).matches("mif[12]|msf1");
    return isImage ? Optional.of(ImageFormat.HEIF) : Optional.empty();
  }

  /**
   * The name of a film or of another file of this kind that holds no image that is read.
   *
   * @param bytes all of the file, its highest bytes first
   * @return empty where the file is not of this kind
   */
  public static Optional<String> otherFormat(HeaderBytes bytes) {
    List<String> brands = brands(bytes);
    if (brands.isEmpty()) {
      return Optional.empty();
    }
    return brands.stream()
        .map(OTHERS::get)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> Optional.of("ISO media file of brand " + brands.get(0)));
  }

  /** The major brand, then the others; empty where the file is not of this kind. */
  private static List<String> brands(HeaderBytes bytes) {
    if (!bytes.ascii(BRAND_BYTES, "ftyp")) {
      return List.of();
    }
    long end = Math.min(bytes.length(), BRAND_BYTES * (MOST_BRANDS + 2L));
    try {
      end = Math.min(end, bytes.u32(0));
    } catch (DamagedImageException e) {
      end = 0; // the major brand alone
    }
    List<String> brands = new ArrayList<>();
    brands.add(bytes.printable(8, BRAND_BYTES));
    for (long place = 16; place + BRAND_BYTES <= end; place += BRAND_BYTES) {
      brands.add(bytes.printable(place, BRAND_BYTES));
    }
    return brands;
  }
}
