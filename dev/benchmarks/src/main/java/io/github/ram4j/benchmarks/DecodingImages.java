package io.github.ram4j.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Images as hard to decode as a camera's, the same at every run. A JPEG of the photo has about two
 * bits a pixel, like a camera's.
 */
final class DecodingImages {
  private static final float JPEG_QUALITY = 0.9f;
  private static final int GRID = 256;

  private DecodingImages() {}

  /** Draws slow changes of colour, structure of every size down to single pixels, noise, shapes. */
  static BufferedImage photo(int width, int height) {
    Random random = new Random(11);
    int octaves = (int) (Math.log(Math.min(width, height) / 3.0) / Math.log(2));
    float[][] grids = new float[octaves][GRID * GRID];
    for (float[] grid : grids) {
      for (int i = 0; i < grid.length; i++) {
        grid[i] = random.nextFloat() - 0.5f;
      }
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    double unit = Math.min(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double light = texture(grids, x / unit, y / unit) + 4 * random.nextGaussian();
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
          double colour =
              Math.sin((channel + 1) * x / unit + channel) * Math.cos(y / unit * (1.3 + channel));
          rgb = rgb << 8 | (int) Math.max(0, Math.min(255, 128 + 60 * colour + light));
        }
        image.setRGB(x, y, rgb);
      }
    }
    addShapes(image, 120);
    return image;
  }

  /** Draws shapes and lines with sharp edges alone. */
  static BufferedImage drawing(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    addShapes(image, 4000);
    return image;
  }

  /** Draws black strokes on white, as dense as letters. */
  static BufferedImage print(int width, int height, int letterPx) {
    Random random = new Random(5);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(image);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(letterPx / 8f));
    for (int y = letterPx; y < height - letterPx; y += 2 * letterPx) {
      for (double x = letterPx; x < width - letterPx; x += letterPx * 0.8) {
        for (int stroke = random.nextInt(6) == 0 ? 3 : 0; stroke < 3; stroke++) {
          graphics.draw(
              new Line2D.Double(
                  x + random.nextInt(3) * letterPx / 4.0,
                  y + random.nextInt(3) * letterPx / 2.0,
                  x + random.nextInt(3) * letterPx / 4.0,
                  y + random.nextInt(3) * letterPx / 2.0));
        }
      }
    }
    graphics.dispose();
    return image;
  }

  /** Encodes a JPEG with colour at half the resolution, as the JDK and most cameras write it. */
  static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(JPEG_QUALITY);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Smooth noise, each octave of twice the frequency and 0.72 of the strength. */
  private static double texture(float[][] grids, double x, double y) {
    double sum = 0;
    double frequency = 2;
    double strength = 150;
    for (float[] grid : grids) {
      sum += strength * smooth(grid, x * frequency, y * frequency);
      frequency *= 2;
      strength *= 0.72;
    }
    return sum;
  }

  private static double smooth(float[] grid, double x, double y) {
    double partX = x - Math.floor(x);
    double partY = y - Math.floor(y);
    partX *= partX * (3 - 2 * partX);
    partY *= partY * (3 - 2 * partY);
    int left = (int) x % GRID;
    int right = (left + 1) % GRID;
    int above = GRID * ((int) y % GRID);
    int below = (above + GRID) % grid.length;
    double upper = grid[above + left] * (1 - partX) + grid[above + right] * partX;
    double lower = grid[below + left] * (1 - partX) + grid[below + right] * partX;
    return upper * (1 - partY) + lower * partY;
  }

  private static void addShapes(BufferedImage image, int count) {
    Random random = new Random(7);
    Graphics2D graphics = graphics(image);
    for (int i = 0; i < count; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      double size = image.getHeight() * (0.01 + 0.2 * Math.pow(random.nextDouble(), 3));
      double x = random.nextInt(image.getWidth());
      double y = random.nextInt(image.getHeight());
      switch (i % 3) {
        case 0 -> graphics.fill(new Ellipse2D.Double(x, y, size, size * 0.7));
        case 1 -> graphics.fill(triangle(x, y, size));
        default -> {
          graphics.setStroke(new BasicStroke(image.getHeight() * 0.002f));
          graphics.draw(new Line2D.Double(x, y, x + size, y - 2 * size));
        }
      }
    }
    graphics.dispose();
  }

  private static Path2D triangle(double x, double y, double size) {
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    path.lineTo(x + size, y + size * 0.3);
    path.lineTo(x + size * 0.2, y + size);
    path.closePath();
    return path;
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return graphics;
  }
}
