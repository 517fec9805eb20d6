package io.github.ram4j.view.scene;

import io.github.ram4j.TagAttention;
import io.github.ram4j.view.text.Typesetter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Draws where a tag looks: the image in grey, darker where the tag looks less and coloured where it
 * looks most, with a ring around the middle of the part with the most and the tag's name. Colours
 * go from the map's least share to its greatest, so that two maps' colours do not compare. An image
 * whose sides are below {@link SceneView#LEAST_SIDE} is enlarged.
 *
 * <p>It needs no font of the system and no screen. Thread-safe: it has no state.
 */
public final class AttentionView {
  private static final Color LABEL = new Color(0xffd24a);
  private static final double DARK = 0.35;
  private static final int WARM = 0xff5a00;
  private static final int STRONGEST = 170;

  private AttentionView() {}

  /**
   * Draws a map over its image.
   *
   * @param image the upright image; not changed
   * @param attention of a tag to it
   * @return a new image, RGB without alpha
   */
  public static BufferedImage draw(BufferedImage image, TagAttention attention) {
    BufferedImage drawing = SceneView.enlarged(image, SceneView.scale(image));
    int width = drawing.getWidth();
    int height = drawing.getHeight();
    AttentionScale scale = AttentionScale.of(attention);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double part = scale.at((x + 0.5) / width, (y + 0.5) / height);
        int grey = (int) (grey(drawing.getRGB(x, y)) * (DARK + (1 - DARK) * part));
        int rgb = grey << 16 | grey << 8 | grey;
        drawing.setRGB(x, y, SceneView.mixed(rgb, WARM, (int) (STRONGEST * part * part)));
      }
    }
    paint(drawing, attention);
    return drawing;
  }

  private static int grey(int rgb) {
    return ((rgb >> 16 & 0xff) * 299 + (rgb >> 8 & 0xff) * 587 + (rgb & 0xff) * 114) / 1000;
  }

  private static void paint(BufferedImage drawing, TagAttention attention) {
    int width = drawing.getWidth();
    int height = drawing.getHeight();
    double size = Label.sizeFor(width, height);
    Graphics2D graphics = drawing.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      double x = attention.peak().x() * width;
      double y = attention.peak().y() * height;
      ring(graphics, x, y, size * 0.7, Color.BLACK);
      ring(graphics, x, y, size * 0.6, LABEL);
      ring(graphics, x, y, size * 0.4, Color.BLACK);
      Typesetter typesetter = new Typesetter();
      String text = attention.tag().english() + " " + attention.tag().chineseText();
      Label label = Label.fitting(typesetter, text.strip(), size, width);
      label.paint(
          graphics,
          typesetter,
          new Rectangle2D.Double(0, 0, label.width(typesetter), label.height()),
          LABEL);
    } finally {
      graphics.dispose();
    }
  }

  private static void ring(Graphics2D graphics, double x, double y, double radius, Color colour) {
    graphics.setColor(colour);
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }
}
