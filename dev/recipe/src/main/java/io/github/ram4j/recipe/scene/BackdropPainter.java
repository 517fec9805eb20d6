package io.github.ram4j.recipe.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Painter of a backdrop in a square image. */
final class BackdropPainter {
  private final Backdrop backdrop;
  private final Rng rng;
  private final int side;
  private final int[] rgb;
  private final Graphics2D graphics;

  private BackdropPainter(Backdrop backdrop, BufferedImage image, Graphics2D graphics) {
    this.backdrop = backdrop;
    this.rng = new Rng(backdrop.seed());
    this.side = image.getWidth();
    this.rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    this.graphics = graphics;
  }

  static void paint(Backdrop backdrop, BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      new BackdropPainter(backdrop, image, graphics).paint();
    } finally {
      graphics.dispose();
    }
  }

  private void paint() {
    fill(backdrop.rgb());
    switch (backdrop.kind()) {
      case PLAIN -> {}
      case LINEAR -> linear();
      case RADIAL -> radial();
      case STRIPES -> stripes();
      case CHECKS -> checks();
      case DOTS -> dots();
      case BLOBS -> blobs();
      case NOISE -> noise();
      case HILLS -> hills();
      case CLOUDY_SKY, STARRY_SKY, GRASS, WATER, SAND, SNOW ->
          new PlacePainter(rng, side, graphics, backdrop.rgb()).paint(backdrop.kind());
    }
  }

  private void fill(int colour) {
    java.util.Arrays.fill(rgb, colour);
  }

  /** Another colour of the backdrop: often near its main one, so that icons stay visible. */
  private int second() {
    return rng.chance(0.6) ? rng.near(backdrop.rgb(), 60) : rng.anyRgb();
  }

  private void linear() {
    int other = second();
    double angle = rng.between(0, 2 * Math.PI);
    double dx = Math.cos(angle) / side;
    double dy = Math.sin(angle) / side;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double part = 0.5 + (x - side / 2.0) * dx + (y - side / 2.0) * dy;
        rgb[y * side + x] = mixed(backdrop.rgb(), other, part);
      }
    }
  }

  private void radial() {
    spot(rng.between(0, side), rng.between(0, side), rng.between(0.5, 1.2) * side, second());
  }

  private void blobs() {
    for (int i = 3 + rng.below(5); i > 0; i--) {
      spot(rng.between(0, side), rng.between(0, side), rng.between(0.2, 0.7) * side, second());
    }
  }

  private void noise() {
    int cells = 3 + rng.below(16);
    int spread = rng.chance(0.5) ? 255 : 30 + rng.below(100);
    int[] grid = new int[(cells + 1) * (cells + 1)];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = rng.near(backdrop.rgb(), spread);
    }
    for (int y = 0; y < side; y++) {
      double v = (double) y * cells / side;
      int row = ((int) v) * (cells + 1);
      for (int x = 0; x < side; x++) {
        double u = (double) x * cells / side;
        int at = row + (int) u;
        int upper = mixed(grid[at], grid[at + 1], u - (int) u);
        int lower = mixed(grid[at + cells + 1], grid[at + cells + 2], u - (int) u);
        rgb[y * side + x] = mixed(upper, lower, v - (int) v);
      }
    }
  }

  /** A soft spot, strongest in its middle. */
  private void spot(double centerX, double centerY, double radius, int colour) {
    int first = (int) Math.max(0, centerY - radius);
    int last = (int) Math.min(side, centerY + radius + 1);
    for (int y = first; y < last; y++) {
      for (int x = 0; x < side; x++) {
        double part = 1 - Math.hypot(x - centerX, y - centerY) / radius;
        if (part > 0) {
          rgb[y * side + x] = mixed(rgb[y * side + x], colour, part);
        }
      }
    }
  }

  private void stripes() {
    int other = second();
    double angle = rng.between(0, Math.PI);
    double width = rng.between(0.04, 0.25) * side;
    double share = rng.between(0.2, 0.8);
    double dx = Math.cos(angle) / width;
    double dy = Math.sin(angle) / width;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double at = x * dx + y * dy;
        if (at - Math.floor(at) < share) {
          rgb[y * side + x] = other;
        }
      }
    }
  }

  private void checks() {
    int other = second();
    double size = rng.between(0.06, 0.3) * side;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (((int) (x / size) + (int) (y / size)) % 2 == 0) {
          rgb[y * side + x] = other;
        }
      }
    }
  }

  private void dots() {
    graphics.setColor(new Color(second()));
    double gap = rng.between(0.1, 0.3) * side;
    double size = gap * rng.between(0.15, 0.6);
    for (int row = 0; row * gap < side + gap; row++) {
      double shift = row % 2 == 0 ? 0 : gap / 2;
      for (double x = shift - gap; x < side + gap; x += gap) {
        graphics.fill(new Ellipse2D.Double(x, (row - 0.5) * gap, size, size));
      }
    }
  }

  private void hills() {
    graphics.setPaint(
        new GradientPaint(
            0, 0, new Color(backdrop.rgb()), 0, side, new Color(rng.near(backdrop.rgb(), 70))));
    graphics.fill(new Rectangle2D.Double(0, 0, side, side));
    int colour = rng.anyRgb();
    for (int i = 1 + rng.below(3); i > 0; i--) {
      hill(rng.between(0.45, 0.9), rng.between(0.02, 0.12), colour);
      colour = rng.near(colour, 40);
    }
  }

  /** Ground below a wavy line. */
  private void hill(double level, double swing, int colour) {
    double waves = rng.between(1, 7);
    double phase = rng.between(0, 2 * Math.PI);
    Path2D ground = new Path2D.Double();
    ground.moveTo(0, side);
    for (int x = 0; x <= side; x += 4) {
      ground.lineTo(x, (level + swing * Math.sin(phase + waves * x / side)) * side);
    }
    ground.lineTo(side + 4, level * side);
    ground.lineTo(side + 4, side);
    ground.closePath();
    graphics.setColor(new Color(colour));
    graphics.fill(ground);
  }

  static int mixed(int from, int to, double part) {
    int weight = (int) (Math.max(0, Math.min(1, part)) * 256);
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 0xff;
      int b = to >> shift & 0xff;
      mixed |= (a + (((b - a) * weight) >> 8)) << shift;
    }
    return mixed;
  }
}
