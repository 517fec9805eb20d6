package io.github.ram4j.recipe.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Painter of backdrops that are places: skies, grass, water, sand and snow. */
final class PlacePainter {
  private static final Color PALE_SKY = new Color(0xd6ecfa);

  private final Rng rng;
  private final int side;
  private final Graphics2D graphics;
  private final Color main;

  PlacePainter(Rng rng, int side, Graphics2D graphics, int rgb) {
    this.rng = rng;
    this.side = side;
    this.graphics = graphics;
    this.main = new Color(rgb);
  }

  void paint(BackdropKind kind) {
    switch (kind) {
      case CLOUDY_SKY -> cloudySky();
      case STARRY_SKY -> starrySky();
      case GRASS -> grass();
      case WATER -> water();
      case SAND -> sand();
      case SNOW -> snow();
      default -> throw new IllegalArgumentException("expected a place, found " + kind);
    }
  }

  private void cloudySky() {
    fade(0, 1, main, rng.chance(0.5) ? PALE_SKY : main);
    for (int i = 3 + rng.below(4); i > 0; i--) {
      cloud(rng.between(0, 1), rng.between(0, 0.75), rng.between(0.12, 0.26));
    }
  }

  private void cloud(double x, double y, double size) {
    int grey = 232 + rng.below(24);
    graphics.setColor(new Color(grey, grey, grey));
    for (int i = -1; i <= 1; i++) {
      double height = size * (i == 0 ? 0.75 : 0.5);
      dot(x + i * size * 0.55, y - height / 4, size, height);
    }
  }

  private void starrySky() {
    fade(0, 1, main, new Color(rng.near(0x2b2560, 24)));
    for (int i = 25 + rng.below(40); i > 0; i--) {
      graphics.setColor(new Color(rng.near(0xfff4d0, 20)));
      double size = rng.between(0.008, 0.024);
      dot(rng.between(0, 1), rng.between(0, 1), size, size);
    }
  }

  private void grass() {
    double level = ground();
    for (int i = 90; i > 0; i--) {
      graphics.setColor(rng.chance(0.5) ? main.darker() : main.brighter());
      double x = rng.between(0, 1);
      double y = rng.between(level, 1.05);
      line(x, y, x + rng.between(-0.02, 0.02), y - rng.between(0.03, 0.07), 0.009);
    }
  }

  private void water() {
    double level = ground();
    graphics.setColor(new Color(rng.near(0x9fd0f5, 16)));
    graphics.setStroke(new BasicStroke((float) (0.012 * side)));
    for (double y = level + 0.06; y < 1; y += rng.between(0.07, 0.12)) {
      wave(y, rng.between(0, 0.12));
    }
  }

  private void wave(double y, double start) {
    Path2D wave = new Path2D.Double();
    wave.moveTo((start - 0.12) * side, y * side);
    for (double x = start; x < 1.12; x += 0.12) {
      wave.quadTo((x - 0.06) * side, (y + 0.035) * side, x * side, y * side);
    }
    graphics.draw(wave);
  }

  private void sand() {
    ground();
    for (int i = 150; i > 0; i--) {
      graphics.setColor(rng.chance(0.6) ? new Color(0xc0a060) : new Color(0xf7ebc6));
      dot(rng.between(0, 1), rng.between(0.5, 1), 0.012, 0.012);
    }
  }

  private void snow() {
    fade(0, 1, new Color(rng.near(0x9fb8d4, 20)), main);
    graphics.setColor(new Color(0xf8fbff));
    dot(rng.between(0.1, 0.5), 1, 1.5, rng.between(0.35, 0.75));
    dot(rng.between(0.5, 0.9), 1, 1.5, rng.between(0.35, 0.75));
    for (int i = 40 + rng.below(40); i > 0; i--) {
      double size = rng.between(0.012, 0.032);
      dot(rng.between(0, 1), rng.between(0, 1), size, size);
    }
  }

  /** Paints the ground, and a pale sky above it if any is seen; gives the height of the horizon. */
  private double ground() {
    double level = rng.chance(0.4) ? 0 : rng.between(0.1, 0.5);
    fade(0, 1, PALE_SKY, Color.WHITE);
    fade(level, 1, main, rng.chance(0.5) ? main : new Color(rng.near(main.getRGB(), 25)));
    return level;
  }

  private void fade(double top, double bottom, Color from, Color to) {
    graphics.setPaint(
        new GradientPaint(0, (float) (top * side), from, 0, (float) (bottom * side), to));
    graphics.fill(new Rectangle2D.Double(0, top * side, side, (bottom - top) * side));
  }

  /** An ellipse around a point. */
  private void dot(double x, double y, double width, double height) {
    graphics.fill(
        new Ellipse2D.Double(
            (x - width / 2) * side, (y - height / 2) * side, width * side, height * side));
  }

  private void line(double x, double y, double toX, double toY, double width) {
    graphics.setStroke(new BasicStroke((float) (width * side)));
    graphics.draw(new Line2D.Double(x * side, y * side, toX * side, toY * side));
  }
}
