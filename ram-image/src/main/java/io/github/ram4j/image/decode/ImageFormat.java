package io.github.ram4j.image.decode;

/** The formats that images are read from. */
public enum ImageFormat {
  /** Portable Network Graphics, animated ones too, of which the default image counts. */
  PNG("PNG"),
  /** JPEG, baseline and progressive, grey, YCbCr, RGB, CMYK and YCCK. */
  JPEG("JPEG"),
  /** WebP, lossy and lossless; of animations the first image counts. */
  WEBP("WebP"),
  /** Windows bitmaps, OS/2's too. */
  BMP("BMP"),
  /** GIF; of animations the first image counts. */
  GIF("GIF"),
  /** TIFF and BigTIFF; the first page counts. */
  TIFF("TIFF");

  private final String displayName;

  ImageFormat(String displayName) {
    this.displayName = displayName;
  }

  /** The usual way to write the format's name, for example {@code WebP}. */
  @Override
  public String toString() {
    return displayName;
  }
}
