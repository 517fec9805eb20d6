package io.github.ram4j.image.heif;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.ExifOrientation;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.ImageHeader;
import io.github.ram4j.image.heif.colour.Planes;
import io.github.ram4j.image.heif.container.HeifItem;
import io.github.ram4j.image.heif.container.Property;
import io.github.ram4j.image.pixels.RgbImage;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * Turns, mirrors and cuts an image as its properties say, in their order.
 *
 * @implNote Source: ISO/IEC 23008-12, 6.5.9 (clap), 6.5.10 (irot), 6.5.12 (imir).
 */
final class Transforms {
  private static final Set<String> TYPES = Set.of("clap", "irot", "imir");
  private static final int UPSIDE_DOWN_MIRRORED = 4;
  private static final int LEFT_RIGHT_MIRRORED = 2;

  private Transforms() {}

  /** The turns, mirrors and cuts of an item, in their order. */
  static List<Property> of(HeifItem item) {
    return item.properties().stream().filter(each -> TYPES.contains(each.type())).toList();
  }

  /** How many transforms at the beginning are cuts that part no pixels with a common chroma. */
  static int cleanCuts(Planes image, List<Property> transforms) throws DamagedImageException {
    Frame frame = Frame.of(image);
    int count = 0;
    while (count < transforms.size()
        && transforms.get(count).type().equals("clap")
        && !frame.isParted(transforms.get(count))) {
      frame = frame.after(transforms.get(count++));
    }
    return count;
  }

  /** The part that clap keeps. */
  static Planes cut(Planes image, HeaderBytes clap) throws DamagedImageException {
    int[] across = range(clap, 0, image.width(), false);
    int[] down = range(clap, 8, image.height(), true);
    return image.part(across[0], down[0], across[1] - across[0], down[1] - down[0]);
  }

  /** The size after all transforms. */
  static ImageHeader apply(ImageHeader stored, List<Property> transforms)
      throws DamagedImageException {
    Frame frame = new Frame(stored.width(), stored.height(), 0, 0);
    for (Property transform : transforms) {
      frame = frame.after(transform);
    }
    return ImageHeader.of(stored.format(), frame.width(), frame.height());
  }

  static RgbImage apply(RgbImage image, List<Property> transforms) throws DamagedImageException {
    RgbImage result = image;
    for (Property transform : transforms) {
      HeaderBytes in = transform.content();
      result =
          switch (transform.type()) {
            case "irot" -> ExifOrientation.apply(result, orientation(in.u8(0) & 3));
            case "imir" ->
                ExifOrientation.apply(
                    result, (in.u8(0) & 1) == 0 ? UPSIDE_DOWN_MIRRORED : LEFT_RIGHT_MIRRORED);
            default -> cut(result, in);
          };
    }
    return result;
  }

  /** Whether a turn or a cut, sooner or later, parts pixels that share a sample of chroma. */
  static boolean partChroma(Planes image, List<Property> transforms) throws DamagedImageException {
    Frame frame = Frame.of(image);
    for (Property transform : transforms) {
      if (frame.isParted(transform)) {
        return true;
      }
      frame = frame.after(transform);
    }
    return false;
  }

  /** EXIF's orientation for turns by 90 degrees against the clock. */
  private static int orientation(int turns) {
    return switch (turns) {
      case 1 -> 8;
      case 2 -> 3;
      case 3 -> 6;
      default -> 1;
    };
  }

  /** The part that clap keeps; halves of pixels are rounded as libheif does it. */
  private static RgbImage cut(RgbImage image, HeaderBytes clap) throws DamagedImageException {
    int[] across = range(clap, 0, image.width(), false);
    int[] down = range(clap, 8, image.height(), true);
    int width = across[1] - across[0];
    int height = down[1] - down[0];
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int from = 3 * (image.width() * (down[0] + y) + across[0]);
      System.arraycopy(image.rgb(), from, rgb, 3 * width * y, 3 * width);
    }
    return new RgbImage(width, height, rgb);
  }

  /** The first and the last pixel, exclusive, of a side that is kept. */
  private static int[] range(HeaderBytes clap, int place, int side, boolean startsAtNearest)
      throws DamagedImageException {
    BigInteger length = BigInteger.valueOf(clap.u32(place));
    BigInteger lengthBy = BigInteger.valueOf(clap.u32(place + 4));
    int signedOffset = (int) clap.u32(place + 16);
    BigInteger offset = BigInteger.valueOf(signedOffset);
    BigInteger offsetBy = BigInteger.valueOf(clap.u32(place + 20));
    if (lengthBy.signum() > 0 && offsetBy.signum() > 0) {
      // offset + (side - 1) / 2 - (length - 1) / 2
      BigInteger numerator =
          BigInteger.TWO
              .multiply(offset)
              .multiply(lengthBy)
              .add(BigInteger.valueOf(side).multiply(lengthBy).multiply(offsetBy))
              .subtract(length.multiply(offsetBy));
      BigInteger denominator = BigInteger.TWO.multiply(lengthBy).multiply(offsetBy);
      BigInteger start =
          startsAtNearest ? nearest(numerator, denominator) : floor(numerator, denominator);
      BigInteger pixels = nearest(length, lengthBy);
      BigInteger all = BigInteger.valueOf(side);
      BigInteger end = start.add(pixels);
      boolean fits = end.subtract(BigInteger.ONE).compareTo(all) <= 0; // rounding may add one
      if (start.signum() >= 0 && start.compareTo(all) < 0 && pixels.signum() > 0 && fits) {
        return new int[] {start.intValueExact(), end.min(all).intValueExact()};
      }
    }
    throw new DamagedImageException(
        "HEIF, the box clap: expected a part of %d pixels, found %d/%d of them at %d/%d"
            .formatted(side, length, lengthBy, offset, offsetBy));
  }

  private static BigInteger nearest(BigInteger numerator, BigInteger denominator) {
    return floor(
        BigInteger.TWO.multiply(numerator).add(denominator), BigInteger.TWO.multiply(denominator));
  }

  private static BigInteger floor(BigInteger numerator, BigInteger denominator) {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /**
   * The size of an image between transforms.
   *
   * @param width in pixels
   * @param height in pixels
   * @param shiftX 1 where two columns share a sample of chroma
   * @param shiftY 1 where two rows do
   */
  private record Frame(int width, int height, int shiftX, int shiftY) {
    static Frame of(Planes image) {
      return new Frame(
          image.width(),
          image.height(),
          image.layout().chromaShiftX(),
          image.layout().chromaShiftY());
    }

    boolean isParted(Property transform) throws DamagedImageException {
      HeaderBytes in = transform.content();
      if (transform.type().equals("clap")) {
        int left = range(in, 0, width, false)[0];
        int top = range(in, 8, height, true)[0];
        return (left & shiftX) + (top & shiftY) > 0;
      }
      boolean turns = transform.type().equals("imir") || (in.u8(0) & 3) != 0;
      return turns && (width & shiftX) + (height & shiftY) > 0;
    }

    Frame after(Property transform) throws DamagedImageException {
      HeaderBytes in = transform.content();
      if (transform.type().equals("clap")) {
        int[] across = range(in, 0, width, false);
        int[] down = range(in, 8, height, true);
        return new Frame(across[1] - across[0], down[1] - down[0], shiftX, shiftY);
      }
      boolean swaps = transform.type().equals("irot") && (in.u8(0) & 1) != 0;
      return swaps ? new Frame(height, width, shiftY, shiftX) : this;
    }
  }
}
