package io.github.ram4j.view.scene;

import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.Scene;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/**
 * Maker of images whose grey values are numbers of regions: 0 where there is none, i for the i-th
 * region from 1, later ones over earlier ones, as in Grounded-SAM's demo. Lossless formats keep
 * them.
 */
public final class IndexImage {
  private static final int MOST_OF_BYTE = 255;
  private static final int MOST_OF_SHORT = 65_535;

  private IndexImage() {}

  /**
   * The index image of a scene's masks.
   *
   * @param scene regions without a mask are not in the image
   * @return a new image of the scene's size, grey, with 8 bits a pixel up to 255 regions, else 16
   * @throws IllegalArgumentException if there are more than 65,535 regions
   */
  public static BufferedImage of(Scene scene) {
    int count = scene.regions().size();
    if (count > MOST_OF_SHORT) {
      throw new IllegalArgumentException(
          "%s: expected at most %d regions, found %d"
              .formatted(scene.image(), MOST_OF_SHORT, count));
    }
    BufferedImage image =
        new BufferedImage(
            scene.width(),
            scene.height(),
            count > MOST_OF_BYTE ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < count; i++) {
      int value = i + 1;
      scene.regions().get(i).mask().ifPresent(mask -> set(image.getRaster(), mask.mask(), value));
    }
    return image;
  }

  private static void set(WritableRaster raster, Mask mask, int value) {
    int at = 0;
    int[] runs = mask.runs();
    for (int i = 0; i < runs.length; i++) {
      int end = at + runs[i];
      for (; i % 2 == 1 && at < end; at++) {
        raster.setSample(at / mask.height(), at % mask.height(), 0, value);
      }
      at = end;
    }
  }
}
