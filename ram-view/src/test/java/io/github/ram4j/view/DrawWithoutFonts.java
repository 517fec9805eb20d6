package io.github.ram4j.view;

import io.github.ram4j.view.text.SystemFonts;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Draws in a process of its own, where the JDK finds no fonts. */
public final class DrawWithoutFonts {
  private DrawWithoutFonts() {}

  /**
   * Prints whether the JDK can use fonts, a digest of a drawing, and the height of one with
   * characters that the font that ships has not.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println(SystemFonts.glyph('a').isPresent());
    System.out.println(digest());
    System.out.println(
        ImageView.draw(new BufferedImage(50, 50, 1), Samples.of("😀 שלום 龘")).getHeight());
  }

  static int digest() {
    BufferedImage drawing = ImageView.draw(new BufferedImage(500, 400, 1), Samples.caption());
    return Arrays.hashCode(
        drawing.getRGB(0, 0, drawing.getWidth(), drawing.getHeight(), null, 0, drawing.getWidth()));
  }
}
