package io.github.ram4j.image.decode.format;

/**
 * Format and size of an image, as its first bytes have them. Immutable.
 *
 * @param format the format by the file's signature, whatever the file's name says
 * @param width in pixels as stored, so before any EXIF rotation, at least 1
 * @param height in pixels as stored, at least 1
 */
public record ImageHeader(ImageFormat format, int width, int height) {
  /**
   * Checks a size that has been read.
   *
   * @param format of the image
   * @param width in pixels
   * @param height in pixels
   * @return the header
   * @throws DamagedImageException unless both sides are between 1 and 2,147,483,647
   */
  public static ImageHeader of(ImageFormat format, long width, long height)
      throws DamagedImageException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new DamagedImageException(
          "%s: expected a width and height of at least 1 pixel, found %d x %d"
              .formatted(format, width, height));
    }
    return new ImageHeader(format, (int) width, (int) height);
  }

  /**
   * The header of the image once it is turned.
   *
   * @param orientation 1 to 8, as EXIF has it
   * @return width and height changed for each other where it lay on a side
   */
  public ImageHeader turned(int orientation) {
    return orientation >= 5
        ? new ImageHeader(format, /* width= */ height, /* height= */ width)
        : this;
  }
}
