package io.github.ram4j.view.text;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Measures and draws text of one line, by the shipped font, then the system's fonts, then a box.
 *
 * <p>Not thread-safe; one for each drawing.
 */
public final class Typesetter {
  private static final Glyph NOTHING = new Glyph(new Path2D.Double(), 0);

  private final Map<Integer, Glyph> glyphs = new HashMap<>();

  /** Width of a text at a size, in pixels both. */
  public double width(String text, double size) {
    return text.codePoints().mapToDouble(c -> width(c, size)).sum();
  }

  /** Width of a code point at a size, in pixels both. */
  public double width(int c, double size) {
    return glyph(c).advance() * size;
  }

  /** Fills the text in the colour of the graphics. */
  public void draw(Graphics2D graphics, String text, double x, double baseline, double size) {
    Path2D.Double line = new Path2D.Double(Path2D.WIND_NON_ZERO);
    AffineTransform place = new AffineTransform(size, 0, 0, size, x, baseline);
    text.codePoints()
        .forEach(
            c -> {
              Glyph glyph = glyph(c);
              line.append(glyph.outline().getPathIterator(place), false);
              place.translate(glyph.advance(), 0);
            });
    graphics.fill(line);
  }

  /** The text, or as much of its beginning as fits with an ellipsis behind it. */
  public String shortened(String text, double size, double width) {
    if (width(text, size) <= width) {
      return text;
    }
    double taken = width('…', size);
    int end = 0;
    while (taken + width(text.codePointAt(end), size) <= width) {
      taken += width(text.codePointAt(end), size);
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end) + "…";
  }

  private Glyph glyph(int c) {
    return glyphs.computeIfAbsent(
        c,
        missing ->
            invisible(missing)
                .or(() -> OutlineFont.shipped().glyph(missing))
                .or(() -> SystemFonts.glyph(missing))
                .orElseGet(() -> box(missing)));
  }

  private static Optional<Glyph> invisible(int c) {
    return Character.getType(c) == Character.FORMAT ? Optional.of(NOTHING) : Optional.empty();
  }

  private static Glyph box(int c) {
    int columns = CharacterColumns.of(c);
    if (columns == 0) {
      return NOTHING;
    }
    double advance = columns == 2 ? 1 : 0.6;
    Path2D.Double box = new Path2D.Double();
    box.append(new Rectangle2D.Double(0.08, -0.72, advance - 0.16, 0.76), false);
    // The other way round, so that the inside stays empty when the whole line is filled.
    box.moveTo(0.13, -0.67);
    box.lineTo(0.13, -0.01);
    box.lineTo(advance - 0.13, -0.01);
    box.lineTo(advance - 0.13, -0.67);
    box.closePath();
    return new Glyph(box, advance);
  }
}
