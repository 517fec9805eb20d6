package io.github.ram4j.image.heif.colour;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.pixels.RgbImage;
import java.util.Optional;

/** Planes to RGB, as Pillow's readers of HEIC and AVIF convert them. */
public final class ToRgb {
  private ToRgb() {}

  /**
   * Converts an image.
   *
   * @param planes of the image
   * @param cicp what they mean
   * @param reader whose roundings to follow
   * @throws DamagedImageException if the matrix is one that is not converted here
   */
  public static RgbImage convert(Planes planes, Cicp cicp, Reader reader)
      throws DamagedImageException {
    PlaneLayout layout = planes.layout();
    boolean isSubsampled = layout.chromaShiftX() + layout.chromaShiftY() > 0;
    Optional<Conversion> conversion =
        cicp.matrix() == 0 && isSubsampled
            ? Optional.empty()
            : reader == Reader.AVIF
                ? AvifColours.of(layout, cicp)
                : HeicColours.of(layout, cicp, filter(reader));
    if (conversion.isEmpty()) {
      throw new DamagedImageException(
          ("HEIF: expected colours of the matrix 0 (RGB), 1, 2, 4, 5, 6, 7 or 9 of ITU-T H.273,"
                  + " found %d%s; convert the image to PNG")
              .formatted(cicp.matrix(), isSubsampled ? " with less chroma than luma" : ""));
    }
    return new RgbImage(planes.width(), planes.height(), convert(planes, conversion.get()));
  }

  private static byte[] convert(Planes planes, Conversion conversion) {
    int width = planes.width();
    short[] luma = planes.plane(0);
    byte[] rgb = new byte[Math.multiplyExact(3, luma.length)];
    PixelRule rule = conversion.rule();
    boolean isGrey = planes.layout().isGrey();
    ChromaRow blue = isGrey ? null : chroma(planes, 1, conversion);
    ChromaRow red = isGrey ? null : chroma(planes, 2, conversion);
    int[] none = new int[width];
    for (int y = 0, place = 0; y < planes.height(); y++) {
      int[] blues = blue == null ? none : blue.at(y);
      int[] reds = red == null ? none : red.at(y);
      for (int x = 0; x < width; x++, place++) {
        rule.convert(luma[place], blues[x], reds[x], rgb, 3 * place);
      }
    }
    return rgb;
  }

  private static ChromaFilter filter(Reader reader) {
    return reader == Reader.HEIC_PARTED ? ChromaFilter.SMOOTH : ChromaFilter.NEAREST;
  }

  private static ChromaRow chroma(Planes planes, int plane, Conversion conversion) {
    return new ChromaRow(planes, plane, conversion.filter(), conversion.chromaShift());
  }
}
