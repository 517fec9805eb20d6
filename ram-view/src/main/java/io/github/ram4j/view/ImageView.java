package io.github.ram4j.view;

import io.github.ram4j.Caption;
import io.github.ram4j.Recognition;
import io.github.ram4j.view.text.Typesetter;
import java.awt.image.BufferedImage;

/**
 * Draws captions and recognitions on a band under the image, never over it.
 *
 * <p>The letters grow with the image, from a readable size up to one that leaves the image the
 * larger part. An image narrower than {@link #LEAST_WIDTH} stands in the middle of that width, its
 * pixels as they are.
 *
 * <p>It needs no font of the system and no screen: a font with the characters of the tag lists, of
 * everyday Chinese and of European languages in Latin letters ships with it. Other characters are
 * taken from the system's fonts, each by itself from left to right (no joined letters, no Hebrew or
 * Arabic order, no emoji in colour), and are boxes where no font has them. The fonts installed on a
 * machine do not change the rest.
 *
 * <p>Thread-safe: it has no state.
 */
public final class ImageView {
  /** The least width of a drawing, in pixels. */
  public static final int LEAST_WIDTH = BandLayout.LEAST_WIDTH;

  /** The colours to draw with. */
  public enum Scheme {
    /** Dark letters on white. */
    LIGHT,
    /** Light letters on near black. */
    DARK
  }

  private ImageView() {}

  /**
   * Draws an image with a sentence and its tags under it, in light colours.
   *
   * @param image any size and type; transparent parts show the background; not changed
   * @param caption the caption to show
   * @return a new image, RGB without alpha, at least {@link #LEAST_WIDTH} wide
   * @throws IllegalArgumentException if it would have more than 2³¹ − 1 pixels
   */
  public static BufferedImage draw(BufferedImage image, Caption caption) {
    return draw(image, caption, Scheme.LIGHT);
  }

  /**
   * Draws an image with a sentence and its tags under it.
   *
   * @param image any size and type; transparent parts show the background; not changed
   * @param caption the caption to show
   * @param scheme the colours
   * @return a new image, RGB without alpha, at least {@link #LEAST_WIDTH} wide
   * @throws IllegalArgumentException if it would have more than 2³¹ − 1 pixels
   */
  public static BufferedImage draw(BufferedImage image, Caption caption, Scheme scheme) {
    return draw(image, Card.of(caption), scheme);
  }

  /**
   * Draws an image with the predicted tags under it, in light colours: their names in English and
   * Chinese and their scores, the best first.
   *
   * @param image any size and type; transparent parts show the background; not changed
   * @param recognition the recognition to show
   * @return a new image, RGB without alpha, at least {@link #LEAST_WIDTH} wide
   * @throws IllegalArgumentException if it would have more than 2³¹ − 1 pixels
   */
  public static BufferedImage draw(BufferedImage image, Recognition recognition) {
    return draw(image, recognition, Scheme.LIGHT);
  }

  /**
   * Draws an image with the predicted tags under it: their names in English and Chinese and their
   * scores, the best first.
   *
   * @param image any size and type; transparent parts show the background; not changed
   * @param recognition the recognition to show
   * @param scheme the colours
   * @return a new image, RGB without alpha, at least {@link #LEAST_WIDTH} wide
   * @throws IllegalArgumentException if it would have more than 2³¹ − 1 pixels
   */
  public static BufferedImage draw(BufferedImage image, Recognition recognition, Scheme scheme) {
    return draw(image, Card.of(recognition), scheme);
  }

  private static BufferedImage draw(BufferedImage image, Card card, Scheme scheme) {
    Typesetter typesetter = new Typesetter();
    Band band = BandLayout.below(image.getWidth(), image.getHeight(), card, typesetter);
    Palette palette = scheme == Scheme.DARK ? Palette.DARK : Palette.LIGHT;
    return new BandPainter(typesetter, palette).paint(image, card, band);
  }
}
