package io.github.ram4j.image.decode.format;

import io.github.ram4j.image.pixels.RgbImage;

/**
 * Decoder of one format. Stateless and thread-safe.
 *
 * <p>Only the signature of the bytes has been checked, by {@link ImageFormat#of}. {@link #decode}
 * allocates for the size that {@link #readSize} gives; the pixel limit is checked in between.
 */
public interface FormatDecoder {
  /**
   * Reads the size, without decoding or allocating anything of that size.
   *
   * @param encoded the file's bytes
   * @return the format and size, as stored
   * @throws DamagedImageException if there is no size, or it is not allowed
   */
  ImageHeader readSize(byte[] encoded) throws DamagedImageException;

  /**
   * The orientation by which {@link #decode} turns the stored image upright.
   *
   * @param encoded the file's bytes
   * @param header the result of {@link #readSize}
   * @param exifRotation whether the image is turned upright
   * @return 1 to 8, as in EXIF; 1 for an image that is not turned
   * @throws DamagedImageException if what tells of it is damaged
   */
  default int orientation(byte[] encoded, ImageHeader header, boolean exifRotation)
      throws DamagedImageException {
    return OrientationTag.UPRIGHT;
  }

  /**
   * The size of the image that {@link #decode} gives, without decoding.
   *
   * @param encoded the file's bytes
   * @param header the result of {@link #readSize}
   * @param exifRotation whether the image is turned upright
   * @return the size as it is seen
   * @throws DamagedImageException if what tells of it is damaged
   */
  default ImageHeader decodedSize(byte[] encoded, ImageHeader header, boolean exifRotation)
      throws DamagedImageException {
    return header.turned(orientation(encoded, header, exifRotation));
  }

  /**
   * Decodes an image whose size is within the limit.
   *
   * @param encoded the file's bytes; neither changed nor kept
   * @param header the result of {@link #readSize}
   * @param options limits, and whether to turn the image upright
   * @return every pixel of it
   * @throws DamagedImageException if the image is damaged, cut short, or of a kind that is not
   *     decoded, which the message names
   */
  RgbImage decode(byte[] encoded, ImageHeader header, DecodeOptions options)
      throws DamagedImageException;
}
