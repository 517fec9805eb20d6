package io.github.ram4j.image.decode.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A format that images are read from, with the signatures that its files begin with. */
public enum ImageFormat {
  /** Portable Network Graphics, animated ones too, of which the default image counts. */
  PNG("PNG", "\u0089PNG\r\n\u001A\n"),
  /** JPEG, baseline and progressive, grey, YCbCr, RGB, CMYK and YCCK. */
  JPEG("JPEG", "\u00FF\u00D8\u00FF"),
  /** WebP, lossy and lossless; of animations the first image counts. */
  WEBP("WebP", "RIFF"),
  /** Windows bitmaps, OS/2's too. */
  BMP("BMP", "BM"),
  /** GIF; of animations the first image counts. */
  GIF("GIF", "GIF87a", "GIF89a"),
  /** TIFF and BigTIFF; the first page counts. */
  TIFF("TIFF", "II*\0", "MM\0*", "II+\0", "MM\0+"),
  /** HEIC, which phones write; read by the optional module ram-image-heif. */
  HEIC("HEIC"),
  /** AVIF; read by the optional module ram-image-heif. */
  AVIF("AVIF"),
  /** HEIF whose brands do not say how it is compressed; read by the same module. */
  HEIF("HEIF");

  private static final int RIFF_KIND_PLACE = 8;

  private final String displayName;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> signatures;

  ImageFormat(String displayName, String... signatures) {
    this.displayName = displayName;
    this.signatures = List.of(signatures);
  }

  /**
   * The format of a file, by its signature alone; of HEIC, AVIF and HEIF by their brands.
   *
   * @param bytes all of the file
   * @return empty where the bytes begin with no signature of these formats
   */
  public static Optional<ImageFormat> of(HeaderBytes bytes) {
    return Arrays.stream(values())
        .filter(format -> format.matches(bytes))
        .findFirst()
        .or(() -> IsoBrands.imageFormat(bytes));
  }

  private boolean matches(HeaderBytes bytes) {
    return signatures.stream().anyMatch(signature -> bytes.ascii(0, signature))
        && (this != WEBP || bytes.ascii(RIFF_KIND_PLACE, "WEBP"));
  }

  /** The usual way to write the format's name, for example {@code WebP}. */
  @Override
  public String toString() {
    return displayName;
  }
}
