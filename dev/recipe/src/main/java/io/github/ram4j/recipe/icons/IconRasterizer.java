package io.github.ram4j.recipe.icons;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Renderer of SVG icons to pixels; references to outside of a drawing are not loaded. */
final class IconRasterizer {
  /** Side of the square that an icon is drawn into. */
  static final int SIDE_PX = 112;

  /** Alpha below which a pixel counts as nothing when the icon is cut out. */
  private static final int SEEN_ALPHA = 12;

  private final SVGLoader loader = new SVGLoader();
  private final LoaderContext context =
      LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL).build();

  /**
   * Draws an icon.
   *
   * @throws IOException if the text is no SVG document or draws nothing
   */
  IconRaster draw(String name, String svg) throws IOException {
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    SVGDocument document = loader.load(new ByteArrayInputStream(bytes), null, context);
    if (document == null) {
      throw new IOException("icon %s: expected an SVG drawing, found another text".formatted(name));
    }
    BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      document.render((Component) null, graphics, new ViewBox(0, 0, SIDE_PX, SIDE_PX));
    } finally {
      graphics.dispose();
    }
    Rectangle seen = seen(image);
    if (seen.isEmpty()) {
      throw new IOException("icon %s: expected a drawing, found nothing drawn".formatted(name));
    }
    int[] argb = image.getRGB(seen.x, seen.y, seen.width, seen.height, null, 0, seen.width);
    return new IconRaster(name, seen.width, seen.height, argb);
  }

  private static Rectangle seen(BufferedImage image) {
    Rectangle seen = new Rectangle(0, 0, -1, -1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) >>> 24 >= SEEN_ALPHA) {
          seen.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return seen;
  }
}
