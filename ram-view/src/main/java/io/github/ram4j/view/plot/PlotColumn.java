package io.github.ram4j.view.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A column of plots in one image. It needs no fonts of the system. Not thread-safe. */
public final class PlotColumn {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 720;

  private final int width;
  private final List<Panel> panels = new ArrayList<>();

  private record Panel(LinePlot plot, int height) {}

  /**
   * An empty column.
   *
   * @param width of the image, in pixels
   */
  public PlotColumn(int width) {
    this.width = width;
  }

  /**
   * A column of one plot in the usual size.
   *
   * @param plot drawn when the column is
   * @return the column
   */
  public static PlotColumn of(LinePlot plot) {
    return new PlotColumn(WIDTH).add(plot, HEIGHT);
  }

  /**
   * Adds a plot at the bottom.
   *
   * @param plot drawn when the column is
   * @param height in pixels
   * @return this
   */
  public PlotColumn add(LinePlot plot, int height) {
    panels.add(new Panel(plot, height));
    return this;
  }

  /**
   * Draws and writes the column.
   *
   * @param file a PNG file, whatever its name ends in
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if there are no plots
   */
  public void write(Path file) throws IOException {
    ImageIO.write(draw(), "png", file.toFile());
  }

  BufferedImage draw() {
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("column of plots: expected one or more, found none");
    }
    int height = panels.stream().mapToInt(Panel::height).sum();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      for (Panel panel : panels) {
        new PlotPainter(graphics, panel.plot(), width, panel.height()).paint();
        graphics.translate(0, panel.height());
      }
    } finally {
      graphics.dispose();
    }
    return image;
  }
}
