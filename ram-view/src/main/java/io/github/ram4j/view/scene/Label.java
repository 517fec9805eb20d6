package io.github.ram4j.view.scene;

import io.github.ram4j.Tag;
import io.github.ram4j.view.text.Typesetter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/**
 * A line of text on a colour, of a size that suits a drawing.
 *
 * @param text of one line
 * @param size of the letters, in pixels
 */
record Label(String text, double size) {
  private static final double PADDING = 0.3;
  private static final double LINE = 1.35;
  private static final double BASELINE = 1.03;
  private static final double LEAST_SIZE = 12;
  private static final double PART_OF_SIDE = 40;

  /** A size of letters for a drawing. */
  static double sizeFor(int width, int height) {
    return Math.max(LEAST_SIZE, Math.max(width, height) / PART_OF_SIDE);
  }

  /** The names of a tag with a score. */
  static String text(Tag tag, float score) {
    String chinese = tag.chineseText();
    return "%s%s %s"
        .formatted(
            tag.english(),
            chinese.isEmpty() ? "" : " " + chinese,
            String.format(Locale.ROOT, "%.2f", score));
  }

  /** A label that is no wider than a drawing. */
  static Label fitting(Typesetter typesetter, String text, double size, double width) {
    return new Label(typesetter.shortened(text, size, width - 2 * PADDING * size), size);
  }

  double width(Typesetter typesetter) {
    return typesetter.width(text, size) + 2 * PADDING * size;
  }

  double height() {
    return LINE * size;
  }

  void paint(Graphics2D graphics, Typesetter typesetter, Rectangle2D place, Color colour) {
    graphics.setColor(colour);
    graphics.fill(place);
    graphics.setColor(Hues.on(colour));
    typesetter.draw(
        graphics, text, place.getX() + PADDING * size, place.getY() + BASELINE * size, size);
  }
}
