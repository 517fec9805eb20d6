package io.github.ram4j.metadata.container;

import io.github.ram4j.FileFormatException;
import java.io.IOException;

/** The orientation that EXIF data give. */
final class ExifOrientation {
  private static final int TAG = 274;
  private static final int SHORT = 3;

  private ExifOrientation() {}

  /** 1 to 8; 1 where it cannot be read, as programs that show the image take it. */
  static int of(FileBytes source, long from, long to) throws IOException {
    try {
      TiffBytes exif = new TiffBytes(source, from, to);
      return of(exif, exif.directory(exif.first()));
    } catch (FileFormatException e) {
      return 1;
    }
  }

  /** The orientation in a directory. */
  static int of(TiffBytes tiff, TiffBytes.Directory directory) throws IOException {
    for (TiffBytes.Entry entry : directory.entries()) {
      if (entry.tag() == TAG && entry.type() == SHORT && entry.count() == 1) {
        long value = tiff.value(entry, tiff.valuePlace(entry), 0);
        return value >= 1 && value <= 8 ? (int) value : 1;
      }
    }
    return 1;
  }
}
