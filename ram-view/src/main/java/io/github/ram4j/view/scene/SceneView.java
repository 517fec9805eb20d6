package io.github.ram4j.view.scene;

import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneMask;
import io.github.ram4j.locate.SceneRegion;
import io.github.ram4j.view.text.Typesetter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.List;

/**
 * Draws scenes on their images: masks as veils with an edge, boxes, and labels with the names in
 * English and Chinese and the score. A tag has one colour; lines have a dark edge, letters a ground
 * of their colour, so both are seen on any image. Labels lie apart where there is room. An image
 * whose sides are below {@link #LEAST_SIDE} is enlarged by a whole number, without smoothing.
 *
 * <p>It needs no font of the system and no screen, as {@link io.github.ram4j.view.ImageView}.
 * Thread-safe: it has no state.
 */
public final class SceneView {
  /** The longer side of a drawing is at least about this, in pixels. */
  public static final int LEAST_SIDE = 480;

  private static final int VEIL = 105;
  private static final Color EDGE = new Color(0, 0, 0, 150);

  private SceneView() {}

  /**
   * Draws a scene.
   *
   * @param image the upright image of the scene; transparent parts are black; not changed
   * @param scene its regions
   * @return a new image, RGB without alpha
   * @throws IllegalArgumentException if the image has another size than the scene
   */
  public static BufferedImage draw(BufferedImage image, Scene scene) {
    if (image.getWidth() != scene.width() || image.getHeight() != scene.height()) {
      throw new IllegalArgumentException(
          "%s: expected its image of %d x %d pixels, found %d x %d"
              .formatted(
                  scene.image(),
                  scene.width(),
                  scene.height(),
                  image.getWidth(),
                  image.getHeight()));
    }
    int scale = scale(image);
    BufferedImage plain = enlarged(image, scale);
    BufferedImage drawing = enlarged(image, scale);
    Hues hues = new Hues();
    for (SceneRegion region : scene.regions()) {
      Color colour = hues.of(region.region().tag().english());
      region
          .mask()
          .map(SceneMask::mask)
          .ifPresent(mask -> veil(plain, drawing, mask, colour, scale));
    }
    Graphics2D graphics = smooth(drawing);
    try {
      paint(graphics, drawing, scene.regions(), hues, scale, scale);
    } finally {
      graphics.dispose();
    }
    return drawing;
  }

  /**
   * Draws a scene's boxes and labels, without masks, on a small copy of its image, in the copy's
   * size.
   *
   * @param image the upright image, scaled; transparent parts are black; not changed
   * @param scene its regions, in the pixels of the whole image
   * @return a new image, RGB without alpha
   */
  public static BufferedImage drawBoxes(BufferedImage image, Scene scene) {
    BufferedImage drawing = enlarged(image, 1);
    Graphics2D graphics = smooth(drawing);
    try {
      paint(
          graphics,
          drawing,
          scene.regions(),
          new Hues(),
          (double) drawing.getWidth() / scene.width(),
          (double) drawing.getHeight() / scene.height());
    } finally {
      graphics.dispose();
    }
    return drawing;
  }

  private static Graphics2D smooth(BufferedImage drawing) {
    Graphics2D graphics = drawing.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return graphics;
  }

  /** The whole number that an image is enlarged by. */
  static int scale(BufferedImage image) {
    int side = Math.max(image.getWidth(), image.getHeight());
    return Math.max(1, (LEAST_SIDE + side / 2) / side);
  }

  static BufferedImage enlarged(BufferedImage image, int scale) {
    BufferedImage drawing =
        new BufferedImage(
            image.getWidth() * scale, image.getHeight() * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawing.createGraphics();
    graphics.drawImage(image, 0, 0, drawing.getWidth(), drawing.getHeight(), null);
    graphics.dispose();
    return drawing;
  }

  private static void paint(
      Graphics2D graphics,
      BufferedImage drawing,
      List<SceneRegion> regions,
      Hues hues,
      double across,
      double down) {
    int width = drawing.getWidth();
    int height = drawing.getHeight();
    double size = Label.sizeFor(width, height);
    float line = (float) Math.max(2, size / 6);
    for (SceneRegion region : regions) {
      Rectangle2D box = rectangle(region.region().box(), across, down);
      graphics.setColor(EDGE);
      graphics.setStroke(new BasicStroke(line + 2));
      graphics.draw(box);
      graphics.setColor(hues.of(region.region().tag().english()));
      graphics.setStroke(new BasicStroke(line));
      graphics.draw(box);
    }
    Typesetter typesetter = new Typesetter();
    LabelPlaces places = new LabelPlaces(width, height);
    for (SceneRegion found : regions) {
      Region region = found.region();
      Label label =
          Label.fitting(typesetter, Label.text(region.tag(), region.score()), size, width);
      Rectangle2D place =
          places.take(
              rectangle(region.box(), across, down), label.width(typesetter), label.height());
      label.paint(graphics, typesetter, place, hues.of(region.tag().english()));
    }
  }

  private static Rectangle2D rectangle(Box box, double across, double down) {
    return new Rectangle2D.Double(
        box.x0() * across, box.y0() * down, box.width() * across, box.height() * down);
  }

  /**
   * Lays a colour over a mask's pixels, and all of it over those at its edge. Where masks overlap
   * the last is seen, and the image through it as clearly as through one.
   */
  private static void veil(
      BufferedImage plain, BufferedImage drawing, Mask mask, Color colour, int scale) {
    BitSet bits = mask.bits();
    int width = mask.width();
    for (int at = bits.nextSetBit(0); at >= 0; at = bits.nextSetBit(at + 1)) {
      int x = at % width;
      int y = at / width;
      boolean inside =
          x > 0
              && x < width - 1
              && y > 0
              && y < mask.height() - 1
              && bits.get(at - 1)
              && bits.get(at + 1)
              && bits.get(at - width)
              && bits.get(at + width);
      for (int i = 0; i < scale * scale; i++) {
        int column = x * scale + i % scale;
        int row = y * scale + i / scale;
        int rgb = plain.getRGB(column, row);
        drawing.setRGB(column, row, inside ? mixed(rgb, colour.getRGB(), VEIL) : colour.getRGB());
      }
    }
  }

  /** A colour over another. */
  static int mixed(int under, int over, int alpha) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int from = under >> shift & 0xff;
      int to = over >> shift & 0xff;
      mixed |= ((from * (255 - alpha) + to * alpha + 127) / 255) << shift;
    }
    return mixed;
  }
}
