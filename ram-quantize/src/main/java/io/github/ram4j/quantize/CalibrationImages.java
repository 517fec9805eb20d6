package io.github.ram4j.quantize;

import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Calibration images: files, or drawn scenes, the same in every run. */
final class CalibrationImages {
  /** The number of drawn scenes; each costs a run of the float32 model. */
  private static final int DRAWN = 12;

  private static final int SIDE_PX = 480;

  private CalibrationImages() {}

  static List<RgbImage> read(List<Path> files) throws IOException {
    List<RgbImage> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(ImageDecoder.decode(file, DecodeOptions.DEFAULTS));
    }
    return sources;
  }

  static List<RgbImage> drawn() {
    List<RgbImage> sources = new ArrayList<>();
    for (int i = 0; i < DRAWN; i++) {
      sources.add(BufferedImages.toRgb(scene(new Random(i))));
    }
    return sources;
  }

  /** Draws a scene: a sky or wall, some shapes upon it, and a camera's grain. */
  private static BufferedImage scene(Random random) {
    BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(
        new GradientPaint(0, 0, colour(random), random.nextInt(SIDE_PX), SIDE_PX, colour(random)));
    graphics.fillRect(0, 0, SIDE_PX, SIDE_PX);
    int shapes = 1 + random.nextInt(12);
    for (int i = 0; i < shapes; i++) {
      graphics.setPaint(colour(random));
      draw(graphics, random);
    }
    graphics.dispose();
    addGrain(image, random);
    return image;
  }

  private static void draw(Graphics2D graphics, Random random) {
    double x = random.nextInt(SIDE_PX);
    double y = random.nextInt(SIDE_PX);
    double width = 20 + random.nextInt(SIDE_PX / 2);
    double height = 20 + random.nextInt(SIDE_PX / 2);
    switch (random.nextInt(4)) {
      case 0 -> graphics.fill(new Ellipse2D.Double(x, y, width, height));
      case 1 -> graphics.fill(new Rectangle2D.Double(x, y, width, height));
      case 2 -> {
        Path2D corner = new Path2D.Double();
        corner.moveTo(x, y);
        corner.lineTo(x + width, y + random.nextInt(100));
        corner.lineTo(x + random.nextInt(100), y + height);
        corner.closePath();
        graphics.fill(corner);
      }
      default -> {
        graphics.setStroke(new BasicStroke(2 + random.nextInt(20)));
        graphics.draw(new Ellipse2D.Double(x, y, width, height));
      }
    }
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  private static void addGrain(BufferedImage image, Random random) {
    int strength = random.nextInt(25);
    for (int y = 0; y < SIDE_PX; y++) {
      for (int x = 0; x < SIDE_PX; x++) {
        Color pixel = new Color(image.getRGB(x, y));
        int grain = strength == 0 ? 0 : random.nextInt(2 * strength) - strength;
        image.setRGB(
            x,
            y,
            new Color(
                    clamped(pixel.getRed() + grain),
                    clamped(pixel.getGreen() + grain),
                    clamped(pixel.getBlue() + grain))
                .getRGB());
      }
    }
  }

  private static int clamped(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
