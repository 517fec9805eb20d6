package io.github.ram4j.recipe.scene;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Draws scenes as square images.
 *
 * <p>Immutable and thread-safe.
 */
public final class SceneArtist {
  private static final double SHADOW_SHIFT = 0.02;
  private static final double SHADOW_RADIUS = 0.015;

  private final int side;

  /**
   * Draws images of one size.
   *
   * @param sidePx side of an image in px, 16 to 2048
   * @throws IllegalArgumentException if it is another one
   */
  public SceneArtist(int sidePx) {
    if (sidePx < 16 || sidePx > 2048) {
      throw new IllegalArgumentException(
          "side of an image: expected 16 to 2048 px, found " + sidePx);
    }
    this.side = sidePx;
  }

  /**
   * Draws a scene.
   *
   * @return new image of type INT_RGB, the same pixels for the same scene
   */
  public BufferedImage draw(Scene scene) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    BackdropPainter.paint(scene.backdrop(), image);
    for (PlacedIcon icon : scene.icons()) {
      lay(icon, rgb);
    }
    DegradationPainter.paint(scene.degradation(), rgb, side);
    return image;
  }

  private void lay(PlacedIcon icon, int[] rgb) {
    IconAugmentation augmentation = icon.augmentation();
    int outline =
        augmentation.outline() > 0
            ? Math.max(1, (int) Math.round(augmentation.outline() * side))
            : 0;
    int soft = augmentation.shadow() > 0 ? Math.max(1, (int) (SHADOW_RADIUS * side)) : 0;
    IconPixels pixels =
        IconPixels.of(icon.icon()).atLeast(icon.width() * side, icon.height() * side);
    Sprite sprite =
        new Recolouring(augmentation).apply(pixels).placed(icon, side, Math.max(outline, soft));
    if (soft > 0) {
      int shift = Math.max(1, (int) (SHADOW_SHIFT * side));
      sprite.shadow(shift, shift, soft, augmentation.shadow()).over(rgb, side, 1);
    }
    if (outline > 0) {
      sprite.widened(outline, augmentation.outlineRgb()).over(rgb, side, augmentation.opacity());
    }
    sprite.over(rgb, side, augmentation.opacity());
  }
}
