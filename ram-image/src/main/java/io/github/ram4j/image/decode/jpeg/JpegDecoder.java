package io.github.ram4j.image.decode.jpeg;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.ExifOrientation;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.decode.format.OrientationTag;
import io.github.ram4j.image.decode.opencv.OpenCv;
import io.github.ram4j.image.pixels.RgbImage;
import java.util.Optional;

/** Decoder of JPEG images, by OpenCV; of those of four components, by {@link CmykJpeg}. */
public final class JpegDecoder implements FormatDecoder {
  /** Greatest reduction that libjpeg can do while it decodes. */
  private static final int MOST_REDUCED = 8;

  @Override
  public ImageHeader readSize(byte[] encoded) throws DamagedImageException {
    JpegHeader jpeg = JpegHeader.read(new HeaderBytes(encoded, true));
    return ImageHeader.of(ImageFormat.JPEG, jpeg.width(), jpeg.height());
  }

  @Override
  public int orientation(byte[] encoded, ImageHeader header, boolean exifRotation)
      throws DamagedImageException {
    return exifRotation
        ? JpegHeader.read(new HeaderBytes(encoded, true)).orientation()
        : OrientationTag.UPRIGHT;
  }

  @Override
  public RgbImage decode(byte[] encoded, ImageHeader header, DecodeOptions options)
      throws DamagedImageException {
    HeaderBytes bytes = new HeaderBytes(encoded, true);
    JpegHeader jpeg = JpegHeader.read(bytes);
    if (jpeg.bits() != 8 || jpeg.isHierarchical()) {
      throw unread(jpeg);
    }
    int endPlace = JpegScans.check(bytes, jpeg, options.maxPixels());
    boolean mayBeCut = jpeg.isBaseline() && endPlace >= 0;
    int orientation = options.exifRotation() ? jpeg.orientation() : OrientationTag.UPRIGHT;
    // libjpeg converts no colours of lossless files.
    boolean grey = jpeg.isLossless() && jpeg.components().count() == 1;
    int reduction = reduction(jpeg, options.shortestSidePx());
    RgbImage image;
    try {
      byte[] given = mayBeCut ? CutJpeg.withoutEnd(encoded, endPlace) : encoded;
      image = OpenCv.decode(given, header, grey, reduction, orientation);
    } catch (DamagedImageException e) {
      return (mayBeCut ? CutJpeg.decode(encoded, jpeg) : Optional.<RgbImage>empty())
          .map(cut -> ExifOrientation.apply(cut, orientation))
          .orElseThrow(() -> explained(e, bytes, jpeg));
    }
    if (jpeg.components().count() != 4) {
      return image;
    }
    return CmykJpeg.decode(encoded, jpeg.isYcck())
        .map(cmyk -> ExifOrientation.apply(cmyk, orientation))
        .orElse(image);
  }

  private static DamagedImageException explained(
      DamagedImageException refusal, HeaderBytes bytes, JpegHeader jpeg) {
    if (!JpegScans.hasEnd(bytes, jpeg)) {
      return new DamagedImageException(
          ("JPEG is cut short: expected the end mark FF D9, found the end of the file at byte %d;"
                  + " it may be all that is missing")
              .formatted(bytes.length()));
    }
    return jpeg.isLossless() || jpeg.isArithmetic() ? unread(jpeg) : refusal;
  }

  private static DamagedImageException unread(JpegHeader jpeg) {
    return new DamagedImageException(
        ("%d-bit %s%s JPEG of %d components: not read by this version; convert it to a JPEG of 8"
                + " bits, or to PNG")
            .formatted(
                jpeg.bits(),
                jpeg.isHierarchical() ? "hierarchical, " : "",
                (jpeg.isArithmetic() ? "arithmetic-coded, " : "")
                    + (jpeg.isLossless()
                        ? "lossless"
                        : jpeg.isProgressive() ? "progressive" : "sequential"),
                jpeg.components().count()));
  }

  /**
   * The divisor of both sides while decoding: 1, 2, 4 or 8. It divides both exactly, since libjpeg
   * rounds sides up: a last column of fewer pixels would count as much as the others, and shift the
   * image.
   */
  private static int reduction(JpegHeader header, int shortestSidePx) {
    if (shortestSidePx == 0 || header.components().count() == 4) {
      return 1;
    }
    int shorter = Math.min(header.width(), header.height());
    int times = MOST_REDUCED;
    while (times > 1
        && (header.width() % times != 0
            || header.height() % times != 0
            || shorter / times < shortestSidePx)) {
      times /= 2;
    }
    return times;
  }
}
