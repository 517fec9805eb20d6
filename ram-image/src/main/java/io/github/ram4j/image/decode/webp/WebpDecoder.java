package io.github.ram4j.image.decode.webp;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.decode.format.ExifOrientation;
import io.github.ram4j.image.decode.format.FormatDecoder;
import io.github.ram4j.image.decode.format.ImageFormat;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.decode.format.OrientationTag;
import io.github.ram4j.image.decode.opencv.OpenCv;
import io.github.ram4j.image.pixels.RgbImage;

/**
 * Decoder of WebP images, by OpenCV; of animations the first image, on a canvas that is black
 * otherwise. OpenCV is given that image alone, since it takes 15 bytes a pixel for an animation.
 */
public final class WebpDecoder implements FormatDecoder {
  @Override
  public ImageHeader readSize(byte[] encoded) throws DamagedImageException {
    WebpChunks webp = WebpChunks.read(encoded);
    return ImageHeader.of(ImageFormat.WEBP, webp.canvasWidth(), webp.canvasHeight());
  }

  @Override
  public int orientation(byte[] encoded, ImageHeader header, boolean exifRotation)
      throws DamagedImageException {
    return exifRotation ? WebpChunks.read(encoded).orientation() : OrientationTag.UPRIGHT;
  }

  @Override
  public RgbImage decode(byte[] encoded, ImageHeader header, DecodeOptions options)
      throws DamagedImageException {
    WebpChunks webp = WebpChunks.read(encoded);
    int orientation = options.exifRotation() ? webp.orientation() : OrientationTag.UPRIGHT;
    ImageHeader size = ImageHeader.of(ImageFormat.WEBP, webp.width(), webp.height());
    boolean fills = webp.width() == header.width() && webp.height() == header.height();
    if (fills) {
      return OpenCv.decode(webp.still(), size, false, 1, orientation);
    }
    RgbImage part = OpenCv.decode(webp.still(), size, false, 1, OrientationTag.UPRIGHT);
    byte[] rgb = new byte[3 * header.width() * header.height()];
    for (int y = 0; y < part.height(); y++) {
      int to = 3 * (header.width() * (webp.top() + y) + webp.left());
      System.arraycopy(part.rgb(), 3 * part.width() * y, rgb, to, 3 * part.width());
    }
    return ExifOrientation.apply(new RgbImage(header.width(), header.height(), rgb), orientation);
  }
}
