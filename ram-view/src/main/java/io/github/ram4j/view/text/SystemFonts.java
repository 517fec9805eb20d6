package io.github.ram4j.view.text;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Glyphs of the machine's fonts, for characters missing from the shipped font. */
public final class SystemFonts {
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  /** True once the JDK's fonts have failed: they fail again, and take time for it. */
  private static volatile boolean unusable;

  private SystemFonts() {}

  /**
   * The glyph of a code point, empty where no font has an outline for it; fonts that have images in
   * place of outlines, as some of emoji do, have none.
   */
  public static Optional<Glyph> glyph(int c) {
    return unusable ? Optional.empty() : attempt(() -> find(c)).flatMap(found -> found);
  }

  private static Optional<Glyph> find(int c) {
    Font preferred = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    if (preferred.canDisplay(c)) {
      return outline(preferred, c);
    }
    for (Font font : Installed.FONTS) {
      if (font.canDisplay(c)) {
        return outline(font.deriveFont(1f), c);
      }
    }
    return Optional.empty();
  }

  private static Optional<Glyph> outline(Font font, int c) {
    // A font of size 1 would have its outlines rounded to 64ths of the em.
    float size = 1024;
    GlyphVector glyphs = font.deriveFont(size).createGlyphVector(EXACT, Character.toString(c));
    Path2D outline =
        new Path2D.Double(
            glyphs.getOutline(), AffineTransform.getScaleInstance(1 / size, 1 / size));
    boolean visible = !outline.getBounds2D().isEmpty() || Character.isSpaceChar(c);
    return visible
        ? Optional.of(new Glyph(outline, glyphs.getGlyphPosition(1).getX() / size))
        : Optional.empty();
  }

  /**
   * An answer of the JDK's fonts, empty where they fail. Without fonts, or without the native
   * libraries that read them, the JDK throws errors of many types, {@link Error} itself among them.
   */
  private static <T> Optional<T> attempt(Callable<T> question) {
    FutureTask<T> task = new FutureTask<>(question);
    task.run();
    try {
      return Optional.of(task.get());
    } catch (ExecutionException e) {
      unusable = true;
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The machine's fonts, listed once, since that takes long where there are many. */
  private static final class Installed {
    private static final Font[] FONTS =
        GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts();
  }
}
